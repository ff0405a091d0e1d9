import type { Mail } from './mail-outbox.ts'
import type { Outgoing } from './mail-sender.ts'

const inHours = (ms: number): string => {
  const hours = Math.max(1, Math.round(ms / 3_600_000))
  return hours === 1 ? 'an hour' : `${hours} hours`
}

const ignore = [
  'If this was not you, ignore this message: nothing happens, and no one',
  'learns whether you have an account.',
]

type Settings = {
  durationMs: number
  resetMs: number
  /** The shop's page that confirms a code; the code is appended as a fragment, which no server sees. */
  confirmationUrl?: string | undefined
  /** The same for the page that sets a new password. */
  resetUrl?: string | undefined
}

const codeLines = (code: string, url: string | undefined): string[] => [
  code,
  '',
  ...(url === undefined ? [] : ['Or open this page:', '', `${url}#${code}`, '']),
]

const confirm = (code: string, { durationMs, confirmationUrl }: Settings): string[] => [
  'Someone registered at the shop with this address. If it was you,',
  'confirm it with this code:',
  '',
  ...codeLines(code, confirmationUrl),
  `The code is valid for ${inHours(durationMs)}.`,
]

const accountExists = [
  'Someone registered at the shop with this address, which already has',
  'an account.',
  'If it was you, log in with your password.',
]

const reset = (code: string, { resetMs, resetUrl }: Settings): string[] => [
  'Someone asked to reset the password of your account at the shop. If it',
  'was you, set a new password with this code:',
  '',
  ...codeLines(code, resetUrl),
  `The code is valid once, for ${inHours(resetMs)}.`,
]

const noAccount = [
  'Someone asked to reset the password of an account at the shop with this',
  'address, but there is none.',
  'If it was you, try another address, or register.',
]

const contentOf = ({ template, code }: Mail, settings: Settings): readonly [string, readonly string[]] => {
  switch (template) {
    case 'confirm':
      return ['Confirm your registration', confirm(code, settings)]
    case 'account-exists':
      return ['You already have an account', accountExists]
    case 'reset':
      return ['Reset your password', reset(code, settings)]
    case 'no-account':
      return ['You have no account', noAccount]
    default:
      return template satisfies never
  }
}

/** The text of a message. Contains nothing that a visitor typed; otherwise anyone could make the shop send it to strangers. */
export const textOf = (mail: Mail, settings: Settings): Outgoing => {
  const [subject, lines] = contentOf(mail, settings)
  return { id: mail.id, to: mail.courriel, subject, text: [...lines, '', ...ignore, ''].join('\n') }
}
