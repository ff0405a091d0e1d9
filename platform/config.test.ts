import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ConfigError, integer, optional, readConfig, secret, text } from './config.ts'

it('all that is missing or wrong is named at once, and no value is repeated', () => {
  const read = () =>
    readConfig(
      { PORT: 'eighty', KEY: 'short' },
      { port: integer('PORT'), key: secret('KEY'), url: text('DATABASE_URL') },
    )
  expect(read).toThrow(ConfigError)
  expect(read).toThrow(/PORT is not a whole number[\s\S]*KEY is not a secret[\s\S]*DATABASE_URL is not set/)
  expect(read).not.toThrow(/eighty|short/)
})

it('a value may come from the file that NAME_FILE names', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'config-')), 'secret')
  writeFileSync(file, 'from-a-file\n')
  expect(readConfig({ KEY_FILE: file }, { key: secret('KEY') })).toEqual({ key: 'from-a-file' })
})

it('defaults and optional settings apply where the variable is absent or empty', () => {
  expect(
    readConfig({ PORT: '' }, { port: integer('PORT', 8002), name: optional(text('NAME')), host: text('HOST', '::1') }),
  ).toEqual({ port: 8002, name: undefined, host: '::1' })
})
