import { isIPv4, isIPv6 } from 'node:net'

/** The groups of an IPv6 address, of which `::` leaves out some. */
const groupsOf = (address: string): string[] => {
  const { hostname } = new URL(`http://[${address}]/`) // one spelling, with the last four bytes in hexadecimal too
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
 * Where a request comes from, as far as one client can choose it: an IPv4 address, or the first 64 bits of an IPv6 address, since whoever has
 * one of these networks has all of its addresses. `unknown` for what is no address.
 */
export const clientNetwork = (address: string | string[] | undefined): string => {
  if (typeof address !== 'string') return 'unknown'
  if (isIPv4(address)) return address
  if (!isIPv6(address) || address.includes('%')) return 'unknown'
  const groups = groupsOf(address)
  return mappedIPv4(groups) ?? `${groups.slice(0, 4).join(':')}::/64`
}
