import { expect, test } from 'vitest'
import { commandsOf } from './counters.ts'

test('commands of observers of Redis do not count as work of a checkout', () => {
  const stats = [
    '# Commandstats',
    'cmdstat_xadd:calls=40,usec=1',
    'cmdstat_xreadgroup:calls=7,usec=1',
    'cmdstat_info:calls=9,usec=1',
    'cmdstat_xinfo|groups:calls=100,usec=1',
    'cmdstat_client|setname:calls=5,usec=1',
    'cmdstat_script|load:calls=3,usec=1',
  ].join('\r\n')
  expect(commandsOf(stats)).toBe(50)
})
