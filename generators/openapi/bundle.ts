import { mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { npmBinary, run } from '../shared/run.ts'
import { SpecError } from '../shared/spec-error.ts'
import { readDocument, type Specification } from './document.ts'

const quiet = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }

/** Bundles each specification with Redocly into a document without external references, in `folder`. */
export const bundle = async (sources: readonly string[], folder: string): Promise<Specification[]> => {
  mkdirSync(folder, { recursive: true })
  const bundled = sources.map((source) => join(folder, basename(source)))
  await Promise.all(
    sources.map(async (source, index) => {
      const { exitCode, output } = await run(
        npmBinary('redocly'),
        ['bundle', source, '--output', bundled[index] ?? folder],
        quiet,
      )
      if (exitCode !== 0) throw new SpecError(source, `Redocly can't bundle it:\n${output}`)
    }),
  )
  return sources.map((source, index) => ({
    service: basename(source, '.yaml'),
    source,
    document: readDocument(bundled[index] ?? ''),
  }))
}

/** Lints all specifications of redocly.yaml; throws what Redocly prints: file, line, rule and what would be right. */
export const lint = async (): Promise<void> => {
  const { exitCode, output } = await run(npmBinary('redocly'), ['lint'], quiet)
  if (exitCode !== 0) throw new SpecError('specs', `Redocly found mistakes:\n${output}`)
}
