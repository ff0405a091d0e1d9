import { copyFileSync, existsSync, mkdirSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { CannotStart, UsageError } from '../base/errors.ts'
import { originOf, otherDocuments, writeBundle } from '../bundle/bundle.ts'
import { browserHint, browserPath, openBrowser } from '../system/browser.ts'

/** Kinds of folders in reports/, identified by their record, with the files that git keeps. */
const kinds: readonly { record: string; to: string; files: readonly string[]; bundled: boolean }[] = [
  { record: 'raw/run.json', to: '.', files: ['report.html', 'report.md', 'summary.json'], bundled: true },
  { record: 'bench.json', to: 'bench', files: ['report.html', 'report.md', 'bench.json'], bundled: true },
  { record: 'capacity.json', to: 'capacity', files: ['report.html', 'report.md', 'capacity.json'], bundled: false },
  { record: 'faults.json', to: 'faults', files: ['report.html', 'report.md'], bundled: false },
]

/** The bundle that lets readers recompute the verdicts of a sample. */
const bundleFile = 'bundle.tar.gz'

const pictured = { width: 1_280, height: 1_400 }

/** The top of a page as a picture. */
const takePicture = async (page: string, picture: string): Promise<void> => {
  const browser = await openBrowser()
  try {
    const tab = await browser.newPage({ viewport: pictured, colorScheme: 'light' })
    await tab.goto(pathToFileURL(page).href)
    await tab.screenshot({ path: picture })
  } finally {
    await browser.close()
  }
}

/**
 * Copies the report of a folder to reports/sample, with its bundle if it can have one; for scenarios, also renders the top of
 * the page as docs/report.png. Returns the written files, relative to the project.
 * @throws UsageError if the folder contains no report of a known kind, or the documents changed since the run
 * @throws CannotStart if there is no browser for the picture
 */
export const takeSample = async (folder: string, projectRoot: string): Promise<string[]> => {
  const kind = kinds.find(({ record }) => existsSync(join(folder, record)))
  if (kind === undefined) throw new UsageError(`${folder} contains no record of a run, a benchmark or faults.`)
  const missing = kind.files.find((file) => !existsSync(join(folder, file)))
  if (missing !== undefined)
    throw new UsageError(
      `${folder} has no ${missing}; \`npm run report -- ${relative(projectRoot, folder)}\` writes it.`,
    )
  const isPictured = kind.to === '.'
  if (isPictured && browserPath() === undefined)
    throw new CannotStart(`docs/report.png needs Chromium, which is not installed: ${browserHint}.`)
  const others = kind.bundled ? otherDocuments(originOf(folder), projectRoot) : []
  if (others.length > 0)
    throw new UsageError(
      `${others.join(', ')} changed since ${folder} was measured, so its bundle would not verify; measure again.`,
    )
  const into = resolve(projectRoot, 'reports', 'sample', kind.to)
  mkdirSync(into, { recursive: true })
  for (const file of kind.files) copyFileSync(join(folder, file), join(into, file))
  if (kind.bundled) await writeBundle(folder, projectRoot, join(into, bundleFile))
  const kept = kind.bundled ? [...kind.files, bundleFile] : kind.files
  const written = kept.map((file) => relative(projectRoot, join(into, file)))
  if (!isPictured) return written
  const picture = join(projectRoot, 'docs', 'report.png')
  await takePicture(join(into, 'report.html'), picture)
  return [...written, relative(projectRoot, picture)]
}
