import { isUtf8 } from 'node:buffer'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { UsageError } from './errors.ts'

const notPermitted = 'may not be used by this user; name another file, or change who may'
const underFile = 'would lie in a file; name a place in a folder'

/** What the file system says of a name that was typed, as what to do about it. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'names no file',
  EISDIR: 'is a folder; name a file',
  EEXIST: underFile,
  ENOTDIR: underFile,
  EACCES: notPermitted,
  EPERM: notPermitted,
  EROFS: notPermitted,
}

const withUsageErrors = <T>(file: string, use: () => T): T => {
  try {
    return use()
  } catch (error) {
    const reason = reasons[(error as NodeJS.ErrnoException).code ?? '']
    throw reason === undefined ? error : new UsageError(`${file || '""'} ${reason}.`)
  }
}

/** The text of a file that the user named; in another encoding it would be harmed when it is written again. @throws UsageError */
export const readNamed = (file: string): string => {
  const bytes = withUsageErrors(file, () => readFileSync(file))
  if (!isUtf8(bytes)) throw new UsageError(`${file} is no text in UTF-8; save it as one.`)
  return bytes.toString('utf8')
}

/** Writes or appends to a file that the user named, and creates its folders. @throws UsageError */
export const writeNamed = (file: string, text: string, flag: 'w' | 'a' = 'w'): void =>
  withUsageErrors(file, () => {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text, { flag })
  })
