import { styles } from '../shoppers.ts'
import { healthyMs, names, restMs, seconds, servedMs, type Trial } from './trial.ts'

/** The gateway resolves an address again after 5 s; callers with open breakers wait longer. */
const foundAgainMs = 60_000

const victims = [
  'catalogue-1',
  'inventaire',
  'commandes',
  'ecommerce',
  'saga-orchestrator',
  'event-store',
  'worker-stock-reservation',
  'worker-order-creation',
]

/** Processes crash at once under load: Docker must restart them, and no checkout may be lost. */
export const killProcesses = async ({ project, shoppers, services }: Trial): Promise<string> => {
  const known = names(services)
  const killed = victims.filter((name) => known.includes(name))
  const served = await shoppers.during(async () => {
    const containers = await project.containers()
    const ids = killed.map((name) => containers.find(({ service }) => service === name)?.id ?? '')
    const load = styles.map((style) => shoppers.buy(style, 5))
    // `docker kill` would count as a request to stop. The container's first process starts the rest, so all others are
    // killed.
    await Promise.all(ids.map((id) => project.docker(['exec', id, 'bash', '-c', 'kill -9 -1'])))
    await Promise.all(load)
    await project.untilHealthy(killed, healthyMs)
    const counts = await project.docker(['inspect', '--format', '{{.RestartCount}}', ...ids])
    if (
      counts
        .trim()
        .split('\n')
        .some((count) => Number(count) < 1)
    )
      throw new Error(`not all were started again: ${counts}`)
    return shoppers.untilServed(servedMs)
  })
  await shoppers.untilAtRest(restMs)
  return `${killed.length} killed at once are back, a checkout in each style ${seconds(served)} later`
}

/** Restarts database, bus and gateway. */
export const restartStores = async ({ project, shoppers }: Trial): Promise<string> => {
  const restarted = ['saga-db', 'redis', 'kong']
  const served = await shoppers.during(async () => {
    await project.compose(['restart', ...restarted])
    await project.untilHealthy(restarted, healthyMs)
    return shoppers.untilServed(servedMs)
  })
  await shoppers.untilAtRest(restMs)
  return `${restarted.join(', ')} restarted, a checkout in each style ${seconds(served)} later`
}

const addressFormat = '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}'

/** Two services swap their addresses: the gateway must find them again. */
export const exchangeAddresses = async ({ project, shoppers }: Trial): Promise<string> => {
  const pair = ['inventaire', 'commandes']
  const addresses = async (): Promise<string[]> => {
    const containers = await project.containers()
    const ids = pair.map((name) => containers.find(({ service }) => service === name)?.id ?? '')
    return (await project.docker(['inspect', '--format', addressFormat, ...ids])).trim().split('\n')
  }
  const before = await addresses()
  const served = await shoppers.during(async () => {
    await project.compose(['stop', ...pair])
    // Docker gives the lowest free address to the first container that starts.
    const [one = 0, other = 0] = before.map((address) => Number(address.split('.').at(-1)))
    for (const name of one < other ? pair.toReversed() : pair)
      await project.compose(['up', '--detach', '--no-deps', '--no-build', name])
    await project.untilHealthy(pair, healthyMs)
    return shoppers.untilServed(foundAgainMs)
  })
  const after = await addresses()
  if (after.join() === before.join()) throw new Error(`the addresses did not change: ${after.join(', ')}`)
  await shoppers.untilAtRest(restMs)
  return `${pair.join(' and ')} have other addresses, a checkout in each style ${seconds(served)} later`
}
