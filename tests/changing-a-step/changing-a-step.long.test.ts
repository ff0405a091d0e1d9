import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { copyRepository } from './copy.ts'
import { concerned, edits } from './edits.ts'

const filesMax = 8
/** Makes specs/ the last release. */
const releasing =
  "import('./generators/evolution/bundles.ts').then(({ bundleAll }) => bundleAll('specs', 'specs/released'))"
const slowMs = 900_000

const versionOf = (folder: string, document: string): string =>
  (parse(readFileSync(join(folder, 'specs', document), 'utf8')) as { info: { version: string } }).info.version

const nextMajor = (version: string): string => `${Number(version.split('.')[0]) + 1}.0.0`

/** The documents whose info.version the command wants raised. */
const toRaise = (output: string): string[] =>
  output.split('\n').flatMap((line) => /^(\S+\.yaml) .*info\.version/.exec(line)?.[1] ?? [])

it('a fraud check is added to the checkout in eight hand-written files, and breaks no document that does not show it', {
  timeout: slowMs,
}, async () => {
  using copy = copyRepository()
  const succeeds = async (command: string): Promise<string> => {
    const { exitCode, output } = await copy.command(command)
    expect(exitCode, `${command}\n${output.slice(-4_000)}`).toBe(0)
    return output
  }
  await succeeds(`rm -r specs/released && node -e "${releasing}"`) // so that only the fraud check differs from the release
  copy.edit(edits)
  await succeeds('node generators/main.ts')
  await succeeds('node_modules/.bin/tsc')

  const raise = toRaise((await copy.command('node generators/evolution/main.ts')).output)
  expect(raise.filter((document) => !concerned.some((one) => one === document))).toEqual([])
  expect(raise).toContain('openapi/saga-orchestrator.yaml') // the comparison saw the new states
  const raised = raise.map((document) => {
    const version = versionOf(copy.folder, document)
    return { file: `specs/${document}`, find: `  version: ${version}\n`, becomes: `  version: ${nextMajor(version)}\n` }
  })
  copy.edit(raised)
  await succeeds('node generators/evolution/main.ts')

  const changed = new Set([...edits, ...raised].map(({ file }) => file))
  expect([...changed].length, `hand-written files: ${[...changed].join(', ')}`).toBeLessThanOrEqual(filesMax)

  // Both styles run the new step: the simulation calls the real executor, workers and generated tables.
  await succeeds('node scenarios/simulation/cli.ts --record --seeds 20000')
  for (const style of ['orchestrated', 'choreographed']) {
    const one = `node scenarios/simulation/cli.ts --saga checkout --style ${style} --seed`
    const trace = await succeeds(`for seed in 1 2 3 4 5 6 7 8; do ${one} $seed || exit 1; done`)
    expect(trace).toContain('calls verifier-fraude')
    expect(trace).toMatch(/✓ succeeded/)
  }
  await succeeds('node scenarios/simulation/cli.ts --saga checkout --seeds 300 --jobs 1')
})
