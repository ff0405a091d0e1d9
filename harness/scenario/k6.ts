import { execFileSync } from 'node:child_process'
import { onPath, unpackedTool } from '../system/tools.ts'

export type K6 = { path: string; version: string }

const versionOf = (path: string): string | undefined => {
  try {
    const text = execFileSync(path, ['version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 10_000,
    })
    return /v(\d+\.\d+\.\d+)/.exec(text)?.[1]
  } catch {
    return undefined
  }
}

/** k6 ≥ 1.0: the one on PATH, else the one that set-up unpacked. Throws one message that says what to do. */
export const findK6 = (projectRoot: string): K6 => {
  for (const path of [onPath('k6'), unpackedTool(projectRoot, 'k6', 'k6')]) {
    if (path === undefined) continue
    const version = versionOf(path)
    if (version !== undefined && Number(version.split('.')[0]) >= 1) return { path, version }
  }
  throw new Error(
    'k6 ≥ 1.0 is missing: run `node tools/setup.mjs`, or install k6 from https://k6.io and put it on PATH.',
  )
}
