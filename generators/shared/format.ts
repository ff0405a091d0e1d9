import { npmBinary, run } from './run.ts'

/** Formats generated files in place with the project's Biome settings. */
export const format = async (...paths: readonly string[]): Promise<void> => {
  const { exitCode, output } = await run(npmBinary('biome'), ['format', '--write', '--vcs-enabled=false', ...paths])
  if (exitCode !== 0) throw new Error(`biome could not format ${paths.join(' ')}:\n${output}`)
}
