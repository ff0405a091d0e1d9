import { readCompose } from './compose.ts'
import { isTaken } from './ports.ts'

/** Below the ports that the kernel gives to outgoing connections. */
const leastOffset = 10_000
const mostOffset = 22_000

/** An offset under which every port of some Compose files is free now: test runs and systems live side by side. */
export const freeOffset = async (...composeFiles: readonly string[]): Promise<number> => {
  const services = (await Promise.all(composeFiles.map(readCompose))).flat()
  const ports = services.flatMap((service) => service.ports.map(({ published }) => published))
  for (let candidate = leastOffset + (process.pid % 1_000); candidate < mostOffset; candidate += 509) {
    const taken = await Promise.all(ports.map((port) => isTaken(port + candidate)))
    if (!taken.includes(true)) return candidate
  }
  throw new Error(`no free ports for ${composeFiles.join(' and ')}`)
}
