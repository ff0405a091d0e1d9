import { mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { npmBinary, type Run, run } from '../shared/run.ts'
import { SpecError } from '../shared/spec-error.ts'
import { readDocument, type Specification } from './document.ts'

const redocly = (...args: readonly string[]): Promise<Run> =>
  run(npmBinary('redocly'), args, { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' })

/** What Redocly prints, without its progress. */
export const mistakesIn = (output: string): string =>
  output
    .split('\n')
    .filter((line) => !/^(validating |bundling |📦|run `redocly)|: validated in /.test(line))
    .join('\n')
    .replaceAll(`${process.cwd()}/`, '')
    .replaceAll(/^ *- (.*) in "(.+)" \((\d+:\d+)\)$/gm, '$2:$3: $1') // what is no YAML at all
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()

/** Bundles specifications with Redocly into documents without external references, in `folder`. */
export const bundle = async (sources: readonly string[], folder: string): Promise<Specification[]> => {
  mkdirSync(folder, { recursive: true })
  const bundled = sources.map((source) => join(folder, basename(source)))
  const output = bundled.length === 1 ? bundled[0] : undefined // Redocly takes a folder for several documents only
  const result = await redocly('bundle', ...sources, '--output', output ?? folder)
  if (result.exitCode !== 0) throw new SpecError('specs', `Redocly can't bundle them:\n${mistakesIn(result.output)}`)
  return sources.map((source, index) => ({
    service: basename(source, '.yaml'),
    source,
    document: readDocument(bundled[index] ?? ''),
  }))
}

/** Lints all specifications of redocly.yaml; throws what Redocly prints: file, line, rule and what would be right. */
export const lint = async (): Promise<void> => {
  const { exitCode, output } = await redocly('lint')
  if (exitCode !== 0) throw new SpecError('specs', `Redocly found mistakes:\n${mistakesIn(output)}`)
}
