import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { arch, cpus, platform, release, totalmem } from 'node:os'
import type { Machine } from './run-record.ts'

const osName = (): string => {
  if (platform() === 'darwin') return 'macOS'
  try {
    return /^PRETTY_NAME="(.+)"$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? platform()
  } catch {
    return platform()
  }
}

/** Describes this machine, without host or user names. */
export const describeMachine = (): Machine => ({
  os: osName(),
  kernel: release(),
  arch: arch(),
  cpu: cpus()[0]?.model.trim() || 'unknown',
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
})

const git = (root: string, ...args: string[]): string | undefined => {
  try {
    return execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return undefined
  }
}

/** The short hash of the checked-out commit, and whether the working tree has uncommitted changes. */
export const describeCommit = (root: string): { commit: string; dirty: boolean } => {
  const commit = git(root, 'rev-parse', '--short=8', 'HEAD') ?? 'unversioned'
  return { commit, dirty: (git(root, 'status', '--porcelain', '--untracked-files=no') ?? '') !== '' }
}
