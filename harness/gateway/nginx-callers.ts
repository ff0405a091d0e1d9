import type { Kong } from './kong-schema.ts'
import { block, exactly, headerVariable } from './nginx-text.ts'

/**
 * Who calls: a number per consumer in `$consumer_id`, its name in `$consumer`; both are empty for an unknown key. The number
 * is for the other maps: as nginx compares names in any letter case, two consumers' names could be one to it.
 */
export const callerMaps = (kong: Kong, header: string): string[] => [
  block(`map ${headerVariable(header)} $consumer_id`, [
    'default "";',
    ...kong.consumers.flatMap(({ keyauth_credentials }, index) =>
      keyauth_credentials.map(({ key }) => `${exactly(key)} ${index + 1};`),
    ),
  ]),
  block('map $consumer_id $consumer', [
    'default "";',
    ...kong.consumers.map(({ username }, index) => `${index + 1} ${username};`),
  ]),
]
