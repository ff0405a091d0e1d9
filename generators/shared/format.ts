import { npmBinary, run } from './run.ts'

const options = ['--write', '--linter-enabled=false', '--vcs-enabled=false']

/** Formats generated files in place and sorts their imports, with the project's Biome settings. */
export const format = async (...paths: readonly string[]): Promise<void> => {
  const { exitCode, output } = await run(npmBinary('biome'), ['check', ...options, ...paths])
  if (exitCode !== 0) throw new Error(`biome could not format ${paths.join(' ')}:\n${output}`)
}
