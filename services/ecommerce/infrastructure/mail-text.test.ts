import { expect, it } from 'vitest'
import { ConfigError } from '#platform/base/config.ts'
import type { Mail } from './mail-outbox.ts'
import { openSender } from './mail-sender.ts'
import { textOf } from './mail-text.ts'

const code = 'q1Zx0cT9mV3nB7kLr5yWf2hJd8sGa6pEuI4oXwQvYtM'
const mail: Mail = {
  id: '7d9f2c1e-4b3a-4c5d-8e6f-0a1b2c3d4e5f',
  template: 'confirm',
  attempts: 1,
  courriel: 'camille@example.org',
  code,
}
const hour = 3_600_000

it('a message links to the confirmation page, if there is one, with the code where no server sees it', () => {
  const url = 'https://shop.example/confirm'
  expect(textOf(mail, { durationMs: hour, resetMs: hour, confirmationUrl: url }).text).toContain(`\n${url}#${code}\n`)
  expect(textOf(mail, { durationMs: hour, resetMs: hour }).text).not.toContain('http')
})

it('a message states how long its code is valid', () => {
  expect(textOf(mail, { durationMs: 24 * hour, resetMs: hour }).text).toContain('valid for 24 hours')
  expect(textOf(mail, { durationMs: hour, resetMs: hour }).text).toContain('valid for an hour')
})

it('a message to a customer with an account has no code and no link', () => {
  const { text } = textOf(
    { ...mail, template: 'account-exists' },
    { durationMs: hour, resetMs: hour, confirmationUrl: 'https://shop' },
  )
  expect(text).not.toContain(code)
  expect(text).not.toContain('https')
})

it('a message that resets a password links to its own page and states its own duration', () => {
  const settings = { durationMs: 24 * hour, resetMs: hour, confirmationUrl: 'https://a', resetUrl: 'https://b' }
  const { subject, text } = textOf({ ...mail, template: 'reset' }, settings)
  expect(subject).toBe('Reset your password')
  expect(text).toContain(`\nhttps://b#${code}\n`)
  expect(text).toContain('for an hour')
  const none = textOf({ ...mail, template: 'no-account' }, settings)
  expect(none.text).not.toContain(code)
  expect(none.text).not.toContain('https')
})

it('a missing mail server and folder is reported with both settings', () => {
  const open = () => openSender({ smtpUrl: undefined, mailFolder: undefined, mailFrom: 'a@b.example' })
  expect(open).toThrow(ConfigError)
  expect(open).toThrow(/SMTP_URL or MAIL_FOLDER/)
})
