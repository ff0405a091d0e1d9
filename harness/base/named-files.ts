import { isUtf8 } from 'node:buffer'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { UsageError } from './errors.ts'

const notPermitted = 'is not accessible to this user; name another file, or change its permissions'
const underFile = 'has a file where a folder is needed; name another place'

/** Messages for the errors of the file system, each with what to do. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
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

/** Reads a file that the user named. Requires UTF-8, because writing other encodings back would damage the text. @throws UsageError */
export const readNamed = (file: string): string => {
  const bytes = withUsageErrors(file, () => readFileSync(file))
  if (!isUtf8(bytes)) throw new UsageError(`${file} is not encoded in UTF-8; save it in UTF-8.`)
  return bytes.toString('utf8')
}

/** Writes or appends to a file that the user named, and creates its folders. @throws UsageError */
export const writeNamed = (file: string, text: string, flag: 'w' | 'a' = 'w'): void =>
  withUsageErrors(file, () => {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text, { flag })
  })
