import { mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { npmBinary, type Run, run } from '../shared/run.ts'
import { SpecError } from '../shared/spec-error.ts'
import { readDocument, type Specification } from './document.ts'

const redocly = (...args: readonly string[]): Promise<Run> =>
  run(npmBinary('redocly'), args, { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' })

/** Redocly's output without its progress messages. */
export const mistakesIn = (output: string): string =>
  output
    .split('\n')
    .filter((line) => !/^(validating |bundling |📦|run `redocly)|: validated in /.test(line))
    .join('\n')
    .replaceAll(`${process.cwd()}/`, '')
    .replaceAll(/^ *- (.*) in "(.+)" \((\d+:\d+)\)$/gm, '$2:$3: $1') // YAML syntax errors
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()

/** Bundles specifications with Redocly into `folder`. The results contain no references to other files. */
export const bundle = async (sources: readonly string[], folder: string): Promise<Specification[]> => {
  mkdirSync(folder, { recursive: true })
  const bundled = sources.map((source) => join(folder, basename(source)))
  const output = bundled.length === 1 ? bundled[0] : undefined // Redocly accepts a folder only for several documents
  const result = await redocly('bundle', ...sources, '--output', output ?? folder)
  if (result.exitCode !== 0)
    throw new SpecError(sources.join(', '), `Redocly can't bundle this:\n${mistakesIn(result.output)}`)
  return sources.map((source, index) => ({
    service: basename(source, '.yaml'),
    source,
    document: readDocument(bundled[index] ?? ''),
  }))
}

/** Lints all specifications of redocly.yaml. @throws SpecError with Redocly's output: file, line, rule and hint */
export const lint = async (): Promise<void> => {
  const { exitCode, output } = await redocly('lint')
  if (exitCode !== 0) throw new SpecError('specs', `Redocly found mistakes:\n${mistakesIn(output)}`)
}
