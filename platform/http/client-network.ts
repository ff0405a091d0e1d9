import { isIPv4, isIPv6 } from 'node:net'

/** The eight groups of an IPv6 address, with `::` expanded. */
const groupsOf = (address: string): string[] => {
  const { hostname } = new URL(`http://[${address}]/`) // normalises the address, including an embedded IPv4 part
  const [head = '', tail] = hostname.slice(1, -1).split('::')
  const groups = (part: string): string[] => (part === '' ? [] : part.split(':'))
  if (tail === undefined) return groups(head)
  const missing = 8 - groups(head).length - groups(tail).length
  return [...groups(head), ...Array<string>(missing).fill('0'), ...groups(tail)]
}

const mappedIPv4 = (groups: readonly string[]): string | undefined => {
  if (groups.slice(0, 6).join(':') !== '0:0:0:0:0:ffff') return undefined
  return groups
    .slice(6)
    .map((group) => Number.parseInt(group, 16))
    .map((word) => `${word >> 8}.${word & 255}`)
    .join('.')
}

/**
 * The network that a client controls: its IPv4 address, or the first 64 bits of its IPv6 address, because one client usually has the
 * whole /64. `unknown` for anything that is not an address.
 */
export const clientNetwork = (address: string | string[] | undefined): string => {
  if (typeof address !== 'string') return 'unknown'
  if (isIPv4(address)) return address
  if (!isIPv6(address) || address.includes('%')) return 'unknown'
  const groups = groupsOf(address)
  return mappedIPv4(groups) ?? `${groups.slice(0, 4).join(':')}::/64`
}
