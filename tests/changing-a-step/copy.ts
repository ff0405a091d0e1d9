import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { run } from '#generators/shared/run.ts'
import type { Edit } from './edits.ts'

const command = async (folder: string, text: string): Promise<{ exitCode: number; output: string }> => {
  const { exitCode, output } = await run('bash', ['-c', `cd '${folder}' && ${text}`])
  return { exitCode, output }
}

/** A copy of the repository's files with its own generated/ and specs/, and the same installed tools. */
export type Copy = {
  readonly folder: string
  /** Runs a command in the copy. */
  readonly command: (text: string) => Promise<{ exitCode: number; output: string }>
  /** Makes the edits. @throws Error if a text to find does not occur exactly once */
  readonly edit: (edits: readonly Edit[]) => void
  readonly [Symbol.dispose]: () => void
}

const edited = (text: string, { file, find, becomes }: Edit): string => {
  if (find === undefined) return becomes
  const count = text.split(find).length - 1
  if (count !== 1) throw new Error(`${file}: the text to edit occurs ${count} times, must occur once:\n${find}`)
  return text.replace(find, () => becomes)
}

/** Copies the files that git knows or would add. */
export const copyRepository = (): Copy => {
  mkdirSync('.sagabench', { recursive: true })
  const folder = mkdtempSync(resolve('.sagabench/changing-a-step-'))
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'])
  for (const file of listed.toString().split('\0').filter(Boolean)) {
    mkdirSync(join(folder, dirname(file)), { recursive: true })
    cpSync(file, join(folder, file))
  }
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
  mkdirSync(join(folder, '.sagabench'))
  symlinkSync(resolve('.sagabench/tools'), join(folder, '.sagabench/tools'))
  return {
    folder,
    command: (text) => command(folder, text),
    edit: (edits) => {
      for (const one of edits) {
        const path = join(folder, one.file)
        mkdirSync(dirname(path), { recursive: true })
        const before = one.find === undefined ? '' : readFileSync(path, 'utf8')
        writeFileSync(path, edited(before, one))
      }
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  }
}
