import { parseArgs } from 'node:util'
import { expect, test } from 'vitest'
import { optionMistake } from './command.ts'

const options = { port: { type: 'string' }, events: { type: 'boolean' } } as const

const messageFor = (...args: string[]): string => {
  try {
    parseArgs({ args, options })
  } catch (error) {
    return optionMistake(error, Object.keys(options))
  }
  return 'no mistake'
}

test('an unknown option is reported with the one that was probably meant, or with all options', () => {
  expect(messageFor('--prot', '1')).toBe('Unknown option --prot; did you mean --port?')
  expect(messageFor('--quiet-please')).toBe('Unknown option --quiet-please; expected one of: --port, --events')
  expect(messageFor('--port')).toContain("'--port <value>' argument missing")
})
