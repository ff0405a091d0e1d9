import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { TestOptions } from 'vitest'
import { whyNoContainers } from '#harness/containers/own-engine.ts'
import { browserHint, browserPath } from '#harness/system/browser.ts'

declare module 'vitest' {
  interface TaskMeta {
    /** Why a test was left out, and whether CI accepts that. */
    leftOut?: LeftOut
  }
}

export type LeftOut = { readonly why: string; readonly accepted: boolean }
type Need = LeftOut & { readonly isThere: () => boolean }

/** JSON Schemas that are not part of the project. */
export const foreignSchemas = resolve(import.meta.dirname, '../../../shared/data')

/** What a machine may lack. Each run ends with a list of the tests that were left out; CI only accepts some reasons. */
const needs = {
  browser: {
    isThere: () => browserPath() !== undefined,
    why: `there is no Chromium (${browserHint})`,
    accepted: false,
  },
  foreignSchemas: {
    isThere: () => existsSync(foreignSchemas),
    why: `the schemas of Compose and Kong are not part of this project; they are looked for in ${foreignSchemas}`,
    accepted: true,
  },
  containers: {
    isThere: () => whyNoContainers() === undefined,
    get why() {
      return `docker-compose.yml needs a Docker engine: none runs here, and ${whyNoContainers()}`
    },
    accepted: true,
  },
  proc: {
    isThere: () => process.platform === 'linux',
    why: 'CPU time of other processes is read from /proc, which only Linux has',
    accepted: true,
  },
} satisfies Record<string, Need>

/** Options of a test or `describe` that needs something of the machine. */
export const needing = (name: keyof typeof needs): TestOptions => {
  const { isThere, why, accepted }: Need = needs[name]
  return isThere() ? {} : { skip: true, meta: { leftOut: { why, accepted } } }
}
