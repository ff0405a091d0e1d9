import type { Kong } from './kong-schema.ts'
import { block, exactly, headerVariable } from './nginx-text.ts'

/**
 * Identifies the consumer: its number in `$consumer_id`, its name in `$consumer`, both empty for an unknown key. Other maps use
 * the number, because nginx compares names case-insensitively and could confuse two consumers.
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
