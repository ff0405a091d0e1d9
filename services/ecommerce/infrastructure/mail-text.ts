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
  /** The shop's page that confirms a code; the code is appended as a fragment, which no server sees. */
  confirmationUrl?: string | undefined
}

const confirm = (code: string, { durationMs, confirmationUrl }: Settings): string[] => [
  'Someone registered at the shop with this address. If it was you,',
  'confirm it with this code:',
  '',
  code,
  '',
  ...(confirmationUrl === undefined ? [] : ['Or open this page:', '', `${confirmationUrl}#${code}`, '']),
  `The code is valid for ${inHours(durationMs)}.`,
]

const accountExists = [
  'Someone registered at the shop with this address, which already has',
  'an account.',
  'If it was you, log in with your password.',
]

/** The text of a message. Contains nothing that a visitor typed; otherwise anyone could make the shop send it to strangers. */
export const textOf = ({ id, courriel, template, code }: Mail, settings: Settings): Outgoing => {
  const [subject, lines] =
    template === 'confirm'
      ? (['Confirm your registration', confirm(code, settings)] as const)
      : (['You already have an account', accountExists] as const)
  return { id, to: courriel, subject, text: [...lines, '', ...ignore, ''].join('\n') }
}
