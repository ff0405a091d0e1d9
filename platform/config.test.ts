import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ConfigError, integer, optional, privateKey, publicKey, readConfig, secret, text } from './config.ts'

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

describe('keys', () => {
  const pair = generateKeyPairSync('ed25519')
  const pem = {
    PUBLIC: pair.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    PRIVATE: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
  const encoded = (text: string): string => Buffer.from(text).toString('base64')
  const read = (open: string, closed: string) =>
    readConfig({ OPEN: open, CLOSED: closed }, { open: publicKey('OPEN'), closed: privateKey('CLOSED') })

  it('come as base64 and are read as PEM', () => {
    expect(read(encoded(pem.PUBLIC), encoded(pem.PRIVATE))).toEqual({ open: pem.PUBLIC, closed: pem.PRIVATE })
  })

  it.each([
    ['not base64 of a key', 'secret-1', 'secret-2'],
    ['PEM without base64', pem.PUBLIC, pem.PRIVATE],
    ['cut', encoded(pem.PUBLIC).slice(0, 40), encoded(pem.PRIVATE).slice(0, 40)],
    ['exchanged', encoded(pem.PRIVATE), encoded(pem.PUBLIC)],
  ])('are refused where they are %s', (_, open, closed) => {
    expect(() => read(open, closed)).toThrow(/OPEN is not a public key[\s\S]*CLOSED is not a private key/)
  })
})
