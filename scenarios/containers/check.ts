import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { CannotStart } from '#harness/base/errors.ts'
import { exitCodes } from '#harness/commands/exit-codes.ts'
import { reportError } from '#harness/commands/report-error.ts'
import { attended, composeFile, projectRoot } from '#harness/commands/with-system.ts'
import { openProject, type Project } from '#harness/containers/project.ts'
import { readScenarios } from '#harness/scenario/documents.ts'
import { type ComposeService, readCompose, requiredVariables } from '#harness/system/compose.ts'
import { isTaken } from '#harness/system/ports.ts'
import { createSecretsFile } from '#harness/system/secrets-file.ts'
import { say } from '#platform/base/say.ts'
import { publishedSystem } from './published.ts'
import { openShoppers } from './shoppers.ts'
import { createSteps, StepFailed } from './steps.ts'
import type { Task } from './task.ts'
import { compensate } from './trials/compensate.ts'
import { goDownAndUp, holdInvariants } from './trials/keep.ts'
import { register } from './trials/register.ts'
import { hideSecrets, refuseWithoutSecrets } from './trials/secrets.ts'
import { observe, serve } from './trials/serve.ts'
import { start } from './trials/start.ts'
import { exchangeAddresses, killProcesses, restartStores } from './trials/survive.ts'
import type { Trial } from './trials/trial.ts'

// Checks docker-compose.yml on a prepared engine. main.ts starts it where published ports are reachable.

const projectName = 'sagabench-check'

const whatWas = ({ images }: Task): string[] => {
  const of = (kind: string): string[] =>
    images
      .filter(({ is }) => is === kind)
      .map(({ image, contents }) => (contents === undefined ? image : `${image} (${contents})`))
  return [
    ...(of('real').length > 0 ? [`real images: ${of('real').join(', ')}`] : []),
    ...(of('stand-in').length > 0
      ? [`substitutes, so the real images were not checked: ${of('stand-in').join(', ')}`]
      : []),
    ...(of('missing').length > 0 ? [`left out because there is no image: ${of('missing').join(', ')}`] : []),
  ]
}

const showFailure = async (project: Project): Promise<void> => {
  try {
    say(await project.compose(['ps', '--all'], { timeoutMs: 20_000 }))
    const wrong = (await project.containers()).filter(
      ({ state, health, exitCode }) => exitCode !== 0 || state === 'restarting' || health === 'unhealthy',
    )
    for (const { service } of wrong.slice(0, 3))
      say(await project.compose(['logs', '--tail', '15', service], { timeoutMs: 20_000 }))
  } catch (error) {
    say(`Can't show the containers: ${(error as Error).message}`)
  }
}

/** In order; Prometheus is queried only if there is an image of it. */
const trialsOf = (
  services: readonly ComposeService[],
): readonly (readonly [string, (trial: Trial) => Promise<string>])[] => [
  ['no secrets', refuseWithoutSecrets],
  ['secrets', hideSecrets],
  ['up --wait', start],
  ['checkouts', serve],
  ['registration', register],
  ...(services.some(({ name }) => name === 'prometheus') ? [['metrics', observe] as const] : []),
  ['C1', compensate],
  ['kill -9', killProcesses],
  ['restarts', restartStores],
  ['addresses', exchangeAddresses],
  ['down and up', goDownAndUp],
  ['checkouts again', serve],
  ['invariants', holdInvariants],
]

const requireFreePorts = async (services: readonly ComposeService[]): Promise<void> => {
  for (const { published } of services.flatMap(({ ports }) => ports))
    if (await isTaken(published))
      throw new CannotStart(`Port ${published} is in use; the check needs the published ports of docker-compose.yml.`)
}

const run = async (task: Task): Promise<number> => {
  const { signal } = attended()
  const { engine, folder, images } = task
  const all = await readCompose(composeFile)
  const services = all.filter(({ image }) => !images.some((one) => one.image === image && one.is === 'missing'))
  await requireFreePorts(services)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const secretsFile = join(folder, '.env')
  createSecretsFile(secretsFile, requiredVariables(all))
  const [like] = readScenarios(join(projectRoot, 'scenarios'), ['C1'])
  if (like === undefined) throw new Error('no scenario C1')
  const open = (until: AbortSignal): Project =>
    openProject(engine, { name: projectName, file: composeFile, secretsFile, signal: until })
  const closing = open(new AbortController().signal)
  const system = publishedSystem({ projectRoot, composeFile, secretsFile, folder })
  const shoppers = openShoppers(system, like)
  try {
    return await tryAll(task, { project: open(signal), system, shoppers, services, projectRoot, folder, secretsFile })
  } catch (error) {
    if (signal.aborted) throw signal.reason
    if (!(error instanceof StepFailed)) throw error
    say(`\n  ✗ ${error.message}\n`)
    await showFailure(closing)
    return exitCodes.fail
  } finally {
    for (const line of whatWas(task)) say(`    ${line}`)
    await shoppers.close()
    await closing.compose(['down', '--volumes', '--timeout', '5', '--remove-orphans'], { timeoutMs: 60_000 })
  }
}

const tryAll = async ({ beganMs }: Task, trial: Trial): Promise<number> => {
  const planned = trialsOf(trial.services)
  const steps = createSteps(beganMs, say)
  for (const [title, work] of planned) await steps.run(title, () => work(trial))
  say(`\n  ✓ docker-compose.yml starts and serves: ${steps.passed()} of ${planned.length} steps passed`)
  return exitCodes.pass
}

try {
  process.exitCode = await run(JSON.parse(process.argv[2] ?? '') as Task)
} catch (error) {
  process.exitCode = reportError(error, 'npm run compose:check -- --help')
}
