import { names, staying, type Trial } from './trial.ts'

const startLimitS = 180

/** `docker compose up --wait` must succeed, and rightly so. */
export const start = async ({ project, services }: Trial): Promise<string> => {
  await project.compose([
    'up',
    '--detach',
    '--no-build',
    '--wait',
    '--wait-timeout',
    String(startLimitS),
    ...names(services),
  ])
  const containers = await project.containers()
  const wrong = services.flatMap(({ name, oneShot }) => {
    const found = containers.find(({ service }) => service === name)
    const right = oneShot ? found?.state === 'exited' && found.exitCode === 0 : found?.health === 'healthy'
    return right ? [] : [`${name} is ${found?.state ?? 'not there'} ${found?.health ?? ''}`]
  })
  if (wrong.length > 0) throw new Error(`up --wait succeeded, but ${wrong.join(', ')}`)
  return `${staying(services).length} containers are healthy, ${services.length - staying(services).length} ended with 0`
}
