import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import type { ComposeService } from './compose.ts'

/** The address of each `service:container-port` of the Compose file on this machine: `127.0.0.1:(published + offset)`. */
export type Addresses = ReadonlyMap<string, string>

export const addressesOf = (services: readonly ComposeService[], offset: number): Addresses =>
  new Map(
    services.flatMap(({ name, ports }) =>
      ports.map(({ published, container }) => [`${name}:${container}`, `127.0.0.1:${published + offset}`] as const),
    ),
  )

/** Replaces `service:container-port` in a text by the address on this machine. */
export const rewriteAddresses = (text: string, addresses: Addresses): string =>
  text.replace(/(?<![\w.-])[a-z][a-z0-9-]*:\d+(?!\w)/g, (found) => addresses.get(found) ?? found)

/** The port of this machine that a service with exactly one published port listens on. */
export const nativePort = (service: ComposeService, offset: number): number | undefined => {
  const [port] = service.ports
  return port === undefined ? undefined : port.published + offset
}

/** Whether something listens on 127.0.0.1:port. */
export const isTaken = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port })
    const end = (taken: boolean) => () => {
      socket.destroy()
      resolve(taken)
    }
    socket.setTimeout(1_000, end(true))
    socket.once('connect', end(true))
    socket.once('error', end(false))
  })

const firstLentElsewhere = 49_152 // by IANA, and what macOS does

/** The lowest port that this machine uses for outgoing connections; servers should listen below it. */
export const firstLentPort = (): number => {
  try {
    const [first] = readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'utf8').split(/\s+/)
    return Number(first) || firstLentElsewhere
  } catch {
    return firstLentElsewhere
  }
}
