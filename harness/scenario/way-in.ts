import { once } from 'node:events'
import { connect } from 'node:net'
import type { System } from '../system/system.ts'

const patienceMs = 2_000

const takesConnections = async (address: string): Promise<boolean> => {
  const { hostname, port } = new URL(address)
  const socket = connect({ host: hostname, port: Number(port) })
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(patienceMs) })
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

/** A message if the gateway accepts no connections; null if it does, or if there is no gateway. */
export const closedWayIn = async ({
  gateway,
  address,
}: Pick<System, 'gateway' | 'address'>): Promise<string | null> => {
  const place = gateway === undefined ? undefined : address(gateway)
  return place === undefined || (await takesConnections(place)) ? null : `${gateway} at ${place} takes no connections`
}
