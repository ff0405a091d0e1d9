import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Side } from './can-i-deploy.ts'
import { projectRoot } from './contracts.ts'

/** The requested version can't be read: the message says why, and what to do. */
export class NoSuchVersion extends Error {}

const parts = ['generated', 'specs', 'tests/contract/pacts']
const git = (args: string[]): string =>
  execFileSync('git', args, { cwd: projectRoot, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()

const resolveCommit = (version: string): string => {
  try {
    return git(['rev-parse', '--verify', '--end-of-options', `${version}^{commit}`])
  } catch {
    throw new NoSuchVersion(`Git knows no version ${version}: name a commit, a tag or a branch (git log --oneline).`)
  }
}

/** Extracts a commit's contracts and pacts from Git into a folder below .sagabench/. */
const extract = (commit: string, version: string): string => {
  const folder = join(projectRoot, '.sagabench/versions', commit)
  if (existsSync(folder)) return folder
  const partial = `${folder}.partial-${process.pid}`
  mkdirSync(partial, { recursive: true })
  try {
    const archive = spawnSync('git', ['archive', commit, ...parts], { cwd: projectRoot, maxBuffer: 1 << 28 })
    if (archive.status !== 0 || spawnSync('tar', ['-x', '-C', partial], { input: archive.stdout }).status !== 0)
      throw new NoSuchVersion(`${version} predates the pacts: nothing is known about it.`)
    if (!existsSync(folder)) renameSync(partial, folder)
  } finally {
    rmSync(partial, { recursive: true, force: true })
  }
  return folder
}

/** The project at a commit, or the working copy if none is given. @throws NoSuchVersion */
export const sideAt = (version: string | undefined): Side => {
  if (version === undefined) return { label: 'the working copy', root: projectRoot }
  const commit = resolveCommit(version)
  const name = commit.startsWith(version) ? commit.slice(0, 8) : `${version} (${commit.slice(0, 8)})`
  return { label: name, root: extract(commit, version) }
}
