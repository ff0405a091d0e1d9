import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { ConfigError } from '#platform/base/config.ts'
import { courriel } from '../domain/client.ts'

/** An outgoing message; nothing in it except the address is user input. */
export type Outgoing = { readonly id: string; readonly to: string; readonly subject: string; readonly text: string }

/** Sends messages, or writes them to files. Sending one again uses the same Message-ID, or overwrites the same file. */
export type MailSender = {
  /** @throws Error if the server did not accept it; the signal ends an attempt that takes too long. */
  send: (mail: Outgoing, signal: AbortSignal) => Promise<void>
  /** Removes the file of a message. */
  forget: (id: string) => Promise<void>
  /** Removes the files of messages sent before this time. */
  forgetBefore: (timeMs: number) => Promise<void>
}

const ownerOnly = 0o600
const fileName = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.eml(\.partial)?$/

/** Nodemailer would split one text into several addresses, even in the envelope. The response code makes the failure permanent. */
const oneAddress = (to: string): string => {
  const address = courriel(to)
  if (address === undefined) throw Object.assign(new Error('not one address'), { code: 'EENVELOPE', responseCode: 553 })
  return address
}

const composed = ({ id, to, subject, text }: Outgoing, from: string) => ({
  from: { name: '', address: from },
  to: { name: '', address: oneAddress(to) },
  envelope: { from, to: [oneAddress(to)] },
  messageId: `<${id}@${from.split('@')[1] ?? 'localhost'}>`,
  headers: { 'Auto-Submitted': 'auto-generated' },
  subject,
  text,
  disableFileAccess: true,
  disableUrlAccess: true,
})

/** Over SMTP. With a password in the address, never without TLS, except to this machine. */
export const smtpSender = (url: string, from: string): MailSender => {
  const { hostname = '', password = '' } = URL.parse(url) ?? {}
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  const transport = createTransport({
    url,
    requireTLS: password !== '' && !isLocal,
    connectionTimeout: 5_000,
    greetingTimeout: 5_000,
    socketTimeout: 10_000,
  })
  return {
    send: async (mail, signal) => {
      await transport.sendMail({ ...composed(mail, from), signal })
    },
    forget: async () => {},
    forgetBefore: async () => {},
  }
}

/** Writes files `<id>.eml`, readable only by their owner, to a folder that is created if missing. */
export const folderSender = async (folder: string, from: string): Promise<MailSender> => {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  const pathOf = (id: string): string => join(folder, `${id}.eml`)
  return {
    send: async (mail) => {
      const { message } = await transport.sendMail(composed(mail, from))
      const partial = `${pathOf(mail.id)}.partial`
      await writeFile(partial, message as Buffer, { mode: ownerOnly, flush: true })
      await rename(partial, pathOf(mail.id))
    },
    forget: async (id) => {
      await rm(pathOf(id), { force: true })
    },
    forgetBefore: async (timeMs) => {
      for (const name of (await readdir(folder)).filter((one) => fileName.test(one))) {
        const path = join(folder, name)
        const written = (await stat(path).catch(() => undefined))?.mtimeMs ?? timeMs
        if (written < timeMs) await rm(path, { force: true })
      }
    },
  }
}

/**
 * Sends over SMTP if a server is configured, otherwise writes to the folder.
 * @throws ConfigError if neither is configured
 */
export const openSender = (config: {
  smtpUrl: string | undefined
  mailFolder: string | undefined
  mailFrom: string
}): Promise<MailSender> | MailSender => {
  const { smtpUrl, mailFolder, mailFrom } = config
  if (smtpUrl !== undefined) return smtpSender(smtpUrl, mailFrom)
  if (mailFolder !== undefined) return folderSender(mailFolder, mailFrom)
  throw new ConfigError([
    'SMTP_URL or MAIL_FOLDER is not set: the mail server, or the folder, for messages to customers (or SMTP_URL_FILE)',
  ])
}
