import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openProject, type Project } from '#harness/containers/project.ts'
import { CannotStart } from '#harness/errors.ts'
import { exitCodes } from '#harness/exit-codes.ts'
import { reportError } from '#harness/report-error.ts'
import { readScenarios } from '#harness/scenario/scenario.ts'
import { readCompose, requiredVariables } from '#harness/system/compose.ts'
import { isTaken } from '#harness/system/ports.ts'
import { createSecretsFile } from '#harness/system/secrets-file.ts'
import { attended, composeFile, projectRoot } from '#harness/with-system.ts'
import { say } from '#platform/say.ts'
import { publishedSystem } from './published.ts'
import { openShoppers } from './shoppers.ts'
import { createSteps, StepFailed } from './steps.ts'
import type { Task } from './task.ts'
import * as trials from './trials.ts'

// Tries docker-compose.yml on a prepared engine. main.ts starts it where published ports are reached.

const projectName = 'sagabench-check'

const whatWas = ({ images }: Task): string[] => {
  const of = (kind: string): string[] =>
    images
      .filter(({ is }) => is === kind)
      .map(({ image, contents }) => (contents === undefined ? image : `${image} (${contents})`))
  return [
    ...(of('real').length > 0 ? [`real images: ${of('real').join(', ')}`] : []),
    ...(of('stand-in').length > 0
      ? [`stand-ins, so the real ones were not checked: ${of('stand-in').join(', ')}`]
      : []),
    ...(of('missing').length > 0 ? [`left out, since there is no image: ${of('missing').join(', ')}`] : []),
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
    say(`The containers can't be shown: ${(error as Error).message}`)
  }
}

const run = async (task: Task): Promise<number> => {
  const { signal } = attended()
  const all = await readCompose(composeFile)
  const { engine, folder, images } = task
  const missing = images.filter(({ is }) => is === 'missing').map(({ image }) => image)
  const services = all.filter(({ image }) => !missing.includes(image))
  const ports = services.flatMap((service) => service.ports.map(({ published }) => published))
  for (const port of ports)
    if (await isTaken(port))
      throw new CannotStart(`Port ${port} is in use; the check needs the published ports of docker-compose.yml.`)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const secretsFile = join(folder, '.env')
  createSecretsFile(secretsFile, requiredVariables(all))
  const project = openProject(engine, { name: projectName, file: composeFile, secretsFile, signal })
  const closing = openProject(engine, {
    name: projectName,
    file: composeFile,
    secretsFile,
    signal: new AbortController().signal,
  })
  const system = publishedSystem({ projectRoot, composeFile, secretsFile, folder })
  const [like] = readScenarios(join(projectRoot, 'scenarios'), ['C1'])
  if (like === undefined) throw new Error('there is no scenario C1')
  const shoppers = openShoppers(system, like)
  const trial: trials.Trial = { project, system, shoppers, services, projectRoot, folder, secretsFile }
  const steps = createSteps(task.beganMs, say)
  try {
    await steps.run('no secrets', () => trials.refuseWithoutSecrets(trial))
    await steps.run('secrets', () => trials.hideSecrets(trial))
    await steps.run('up --wait', () => trials.start(trial))
    await steps.run('checkouts', () => trials.serve(trial))
    if (services.some(({ name }) => name === 'prometheus')) await steps.run('metrics', () => trials.observe(trial))
    await steps.run('C1', () => trials.compensate(trial))
    await steps.run('kill -9', () => trials.killProcesses(trial))
    await steps.run('restarts', () => trials.restartStores(trial))
    await steps.run('addresses', () => trials.exchangeAddresses(trial))
    await steps.run('down and up', () => trials.goDownAndUp(trial))
    await steps.run('checkouts again', () => trials.serve(trial))
    await steps.run('invariants', () => trials.holdInvariants(trial))
    say(`\n  ✓ docker-compose.yml starts and serves: ${steps.passed()} of ${steps.passed()} steps passed`)
    return exitCodes.pass
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

try {
  process.exitCode = await run(JSON.parse(process.argv[2] ?? '') as Task)
} catch (error) {
  process.exitCode = reportError(error, 'npm run compose:check -- --help')
}
