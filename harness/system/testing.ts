import { readCompose } from './compose.ts'
import { isTaken } from './ports.ts'

/** Below the ports that the kernel uses for outgoing connections. */
const leastOffset = 10_000
const mostOffset = 22_000

/** An offset at which all ports of some Compose files are free now, so that tests can run beside other systems. */
export const freeOffset = async (...composeFiles: readonly string[]): Promise<number> => {
  const services = (await Promise.all(composeFiles.map(readCompose))).flat()
  const ports = services.flatMap((service) => service.ports.map(({ published }) => published))
  for (let candidate = leastOffset + (process.pid % 1_000); candidate < mostOffset; candidate += 509) {
    const taken = await Promise.all(ports.map((port) => isTaken(port + candidate)))
    if (!taken.includes(true)) return candidate
  }
  throw new Error(`no free ports for ${composeFiles.join(' and ')}`)
}
