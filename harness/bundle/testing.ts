import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { create, extract } from 'tar'
import { writeSyntheticRun } from '../report/synthetic.ts'
import { writeReport } from '../report/write.ts'
import { hashDocuments } from '../scenario/hashes.ts'
import { writeRun } from '../scenario/run-record.ts'
import { limits } from '../variants/synthetic.ts'
import { filesBelow, sha256Of } from './bundle.ts'

/** Writes a project with one specification and one scenario; returns its folder. */
export const writeProject = (folder: string): string => {
  mkdirSync(join(folder, 'specs', 'openapi'), { recursive: true })
  writeFileSync(join(folder, 'specs', 'openapi', 'one.yaml'), 'openapi: 3.1.0\n')
  mkdirSync(join(folder, 'scenarios'))
  writeFileSync(join(folder, 'scenarios', 'one.yaml'), JSON.stringify({ id: 'one', decision: limits }))
  return folder
}

/** Writes a synthetic run of that project and its report. */
export const writeReportedRun = (folder: string, project: string, seed = 1): void => {
  writeRun(folder, { ...writeSyntheticRun(folder, {}, seed), hashes: hashDocuments(project) })
  writeReport(folder)
}

/** Copies a bundle with one file changed; `manifest` also updates that file's checksum in the manifest. */
export const tampering =
  (bundle: () => string) =>
  async (path: string, change: (text: string) => string, manifest = false): Promise<string> => {
    const open = mkdtempSync(join(dirname(bundle()), 'open-'))
    await extract({ file: bundle(), cwd: open })
    const file = join(open, path)
    const before = sha256Of(file)
    const text = readFileSync(file, 'utf8')
    assert.notEqual(change(text), text)
    writeFileSync(file, change(text))
    if (manifest) {
      const listed = join(open, 'manifest.json')
      writeFileSync(listed, readFileSync(listed, 'utf8').replace(before, sha256Of(file)))
    }
    const again = join(open, 'again.tar.gz')
    await create({ file: again, cwd: open, gzip: true }, filesBelow(open))
    return again
  }

/** Changes one byte of the first histogram. */
export const flipHistogram = (text: string): string =>
  text.replace(/("hdr": "[^"]{40})(.)/, (_, before, byte) => before + (byte === 'A' ? 'B' : 'A'))
