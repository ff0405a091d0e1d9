import { execFile } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { Log } from '#platform/base/log.ts'
import { markUsed } from '../build/remove-builds.ts'
import { hashOfSources, stateOfSources } from '../build/sources.ts'

const root = resolve(import.meta.dirname, '../../..')
const builds = join(root, 'dist/frontend')
const program = 'services/frontend/build/main.ts'
const sources = 'services/frontend/web/index.html'

/** In an image: the only build; the sources aren't there. */
const onlyBuild = (): string => {
  const [name] = existsSync(builds) ? readdirSync(builds) : []
  if (name === undefined) throw new Error(`${builds} has no build; run node ${program} where the page is built`)
  return join(builds, name)
}

const build = async (log: Log): Promise<string> => {
  const folder = join(builds, hashOfSources())
  if (existsSync(folder)) {
    markUsed(folder)
    return folder
  }
  const beginMs = performance.now()
  // In a process of its own: the bundler's memory would otherwise stay with the server.
  const { stdout } = await promisify(execFile)(process.execPath, [program], { cwd: root })
  log.info({ ms: Math.round(performance.now() - beginMs) }, 'built the page')
  return stdout.trim()
}

/**
 * Returns a function that resolves to the folder of the built page. Where the sources are, it builds them again if they have changed
 * since its last call; calls at the same time share one build.
 */
export const builtFolder = (log: Log): (() => Promise<string>) => {
  if (!existsSync(join(root, sources))) {
    const folder = onlyBuild()
    return () => Promise.resolve(folder)
  }
  let state = ''
  let building: Promise<string> | undefined
  return () => {
    const now = stateOfSources()
    if (building === undefined || now !== state) {
      state = now
      building = build(log)
      building.catch(() => {
        building = undefined // the next call tries again
      })
    }
    return building
  }
}
