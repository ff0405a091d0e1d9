import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

export type User = { readonly uid: number; readonly gid: number }

/** The first of these users that exists. */
export const findUser = (...names: readonly string[]): User | undefined => {
  for (const name of names) {
    const [, , uid, gid] = entries('/etc/passwd').find(([own]) => own === name) ?? []
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) }
  }
  return undefined
}

/**
 * The user `nobody`, for servers that root starts. Undefined if we aren't root, or if `nobody` doesn't exist or can't access one
 * of these paths; the server then runs as the current user.
 */
export const nobodyFor = (...paths: readonly string[]): User | undefined => {
  if (process.getuid?.() !== 0) return undefined
  return paths.every((path) => canEnter(realpathSync(path))) ? findUser('nobody') : undefined
}

/** User and group by name, as nginx needs them. */
export const namesOf = ({ uid, gid }: User): string | undefined => {
  const user = entries('/etc/passwd').find(([, , id]) => Number(id) === uid)?.[0]
  const group = entries('/etc/group').find(([, , id]) => Number(id) === gid)?.[0]
  return user === undefined || group === undefined ? undefined : `${user} ${group}`
}

/** Whether any user can access the folder: all its parents let others pass. */
export const canEnter = (folder: string): boolean => {
  for (let path = folder; path !== dirname(path); path = dirname(path)) {
    if (existsSync(path) && (statSync(path).mode & 0o001) === 0) return false
  }
  return true
}

const entries = (file: string): string[][] =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .map((line) => line.split(':'))
    : []
