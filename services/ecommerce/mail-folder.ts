import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'

// Reads the messages that ecommerce stores as files where no mail server is configured. Only tests and scenarios use it.

const waitMaxMs = 20_000
const lookEveryMs = 20

/** The messages to an address, oldest first. */
export const mailsTo = async (folder: string, courriel: string): Promise<string[]> => {
  const paths = (await readdir(folder)).filter((name) => name.endsWith('.eml')).map((name) => join(folder, name))
  const mails = await Promise.all(
    paths.map(async (path) => ({ text: await readFile(path, 'utf8'), at: (await stat(path)).mtimeMs })),
  )
  const own = mails.filter(({ text }) => text.includes(`\r\nTo: ${courriel.toLowerCase()}\r\n`))
  return own.sort((a, b) => a.at - b.at).map(({ text }) => text)
}

/** The code of a message, if it has one. */
export const codeOf = (mail: string): string | undefined => /^([\w-]{43})\r?$/m.exec(mail)?.[1]

const until = async <T>(look: () => Promise<T | undefined>, missing: string): Promise<T> => {
  for (const giveUpAt = Date.now() + waitMaxMs; Date.now() < giveUpAt; ) {
    const found = await look()
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
  }
  throw new Error(`${missing} within ${waitMaxMs / 1000} s`)
}

/** The newest code sent to an address; waits until there is one. */
export const codeFor = (folder: string, courriel: string): Promise<string> =>
  until(
    async () => (await mailsTo(folder, courriel)).map(codeOf).findLast((code) => code !== undefined),
    `${folder}: no code for the address`,
  )

/** Waits until an address has this many messages. */
export const untilMails = (folder: string, courriel: string, count: number): Promise<true> =>
  until(
    async () => ((await mailsTo(folder, courriel)).length >= count ? true : undefined),
    `${folder}: fewer than ${count} messages to the address`,
  )
