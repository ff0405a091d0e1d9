import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, it } from 'vitest'
import { markUsed, removeUnusedBuilds } from './remove-builds.ts'

const builds = mkdtempSync(join(tmpdir(), 'builds-'))
const nowMs = Date.now()
afterAll(() => rmSync(builds, { recursive: true }))

beforeEach(() => {
  for (const [name, minutes] of Object.entries({ kept: 90, used: 90, recent: 59, old: 61, 'old.4711': 61 })) {
    const folder = join(builds, name)
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'index.html'), '')
    utimesSync(folder, nowMs / 1000, nowMs / 1000 - minutes * 60)
  }
})

it('builds and interrupted builds that no server has opened for an hour are removed, except the newest', () => {
  markUsed(join(builds, 'used'))
  removeUnusedBuilds(builds, join(builds, 'kept'), nowMs)
  expect(readdirSync(builds).sort()).toEqual(['kept', 'recent', 'used'])
})

it('two servers may remove at the same time', () => {
  removeUnusedBuilds(builds, join(builds, 'kept'), nowMs)
  removeUnusedBuilds(builds, join(builds, 'recent'), nowMs)
  expect(readdirSync(builds)).toEqual(['recent'])
})
