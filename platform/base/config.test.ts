import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  ConfigError,
  integer,
  mailAddress,
  optional,
  privateKey,
  publicKey,
  readConfig,
  renamed,
  secret,
  smtpUrl,
  storeUrl,
  text,
} from './config.ts'

it('one error names every missing or invalid setting, without any value', () => {
  const read = () =>
    readConfig(
      { PORT: 'eighty', KEY: 'short' },
      { port: integer('PORT'), key: secret('KEY'), url: text('DATABASE_URL') },
    )
  expect(read).toThrow(ConfigError)
  expect(read).toThrow(/PORT is not a whole number[\s\S]*KEY is not a secret[\s\S]*DATABASE_URL is not set/)
  expect(read).not.toThrow(/eighty|short/)
})

it.each(['OLD_SIZE', 'OLD_SIZE_FILE'])('a setting under its former name is rejected: %s', (variable) => {
  const read = (env: Record<string, string>) => () =>
    readConfig(env, { size: renamed('OLD_SIZE', integer('SIZE', 1)), port: integer('PORT') })
  expect(read({ [variable]: '/nowhere' })).toThrow(
    /\n {2}- OLD_SIZE is called SIZE now: set SIZE instead\n {2}- PORT is not set/,
  )
  expect(read({ [variable]: '', SIZE: '2', PORT: '3' })()).toEqual({ size: 2, port: 3 })
})

it('a value may come from the file that NAME_FILE names', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'config-')), 'secret')
  writeFileSync(file, 'from-a-file\n')
  expect(readConfig({ KEY_FILE: file }, { key: secret('KEY') })).toEqual({ key: 'from-a-file' })
})

describe('a secret that is empty', () => {
  const fileOf = (content: string): string => {
    const file = join(mkdtempSync(join(tmpdir(), 'config-')), 'secret')
    writeFileSync(file, content)
    return file
  }
  const read = (env: Record<string, string>) => () => readConfig(env, { key: secret('KEY') })

  it.each(['', '        ', '\t\n        '])('is rejected in the variable and in a file: %j', (value) => {
    expect(read({ KEY: value })).toThrow(/KEY is not/)
    expect(read({ KEY_FILE: fileOf(value) })).toThrow(/KEY is not/)
    expect(read({ KEY_FILE: fileOf(value), KEY: 'a-good-secret' })).toThrow(/KEY is not/)
  })

  it('is rejected in the address of a store, encoded or not', () => {
    for (const url of [
      'redis://user:@host:1',
      'redis://user@host:1',
      'redis://host:1',
      'redis://user:%20@host:1',
      'nowhere',
      'redis://user:%zz@host:1',
    ])
      expect(() => readConfig({ URL: url }, { url: storeUrl('URL') })).toThrow(/URL is not an address with a user and/)
    expect(readConfig({ URL: 'redis://user:word@host:1' }, { url: storeUrl('URL') })).toEqual({
      url: 'redis://user:word@host:1',
    })
  })

  it('is rejected in the address of a mail server, which may have no user at all', () => {
    const read = (url: string) => readConfig({ URL: url }, { url: smtpUrl('URL') }).url
    for (const url of ['smtp://user@host:25', 'smtp://user:@host', 'smtps://user:%20@host', 'smtp://user:%zz@host'])
      expect(() => read(url)).toThrow(/URL is not an address of a mail server/)
    for (const url of ['http://host', 'host:25', 'smtp://']) expect(() => read(url)).toThrow(/URL is not an address/)
    for (const url of ['smtp://host:25', 'smtps://user:word@host:465']) expect(read(url)).toBe(url)
  })

  it('is reported differently from an unreadable file, which is named', () => {
    expect(read({ KEY_FILE: '/nowhere/at-all' })).toThrow("KEY_FILE: can't read /nowhere/at-all (ENOENT)")
  })
})

it('a sender of mail is one plain address', () => {
  const read = (value: string) => readConfig({ FROM: value }, { from: mailAddress('FROM') }).from
  expect(read('no-reply@shop.example')).toBe('no-reply@shop.example')
  for (const value of ['shop', 'Shop <a@b.example>', 'a@b.example, c@d.example', 'a@b.example\r\nBcc: c@d.example'])
    expect(() => read(value)).toThrow(/FROM is not an e-mail address/)
})

it('defaults and optional settings apply if the variable is absent or empty', () => {
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

  it('are given as base64 and returned as PEM', () => {
    expect(read(encoded(pem.PUBLIC), encoded(pem.PRIVATE))).toEqual({ open: pem.PUBLIC, closed: pem.PRIVATE })
  })

  it.each([
    ['not base64 of a key', 'secret-1', 'secret-2'],
    ['PEM without base64', pem.PUBLIC, pem.PRIVATE],
    ['cut', encoded(pem.PUBLIC).slice(0, 40), encoded(pem.PRIVATE).slice(0, 40)],
    ['exchanged', encoded(pem.PRIVATE), encoded(pem.PUBLIC)],
  ])('are rejected if they are %s', (_, open, closed) => {
    expect(() => read(open, closed)).toThrow(/OPEN is not a public key[\s\S]*CLOSED is not a private key/)
  })
})
