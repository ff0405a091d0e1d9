import { expect, test } from 'vitest'
import { clientNetwork } from './client-network.ts'

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::1', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002::9', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['::ffff:c000:207', '192.0.2.7'],
])('%s comes from %s', (address, network) => {
  expect(clientNetwork(address)).toBe(network)
})

test.each([undefined, '', 'localhost', '192.0.2', '192.0.2.07', '192.0.2.7, 192.0.2.8', 'fe80::1%eth0', '1::2::3'])(
  '%s is not an address',
  (address) => {
    expect(clientNetwork(address)).toBe('unknown')
  },
)
