import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { readCompose } from '#harness/system/compose.ts'
import { crashPoints, noCrashPoints } from './crash-points.ts'

const folder = mkdtempSync(join(tmpdir(), 'crash-points-'))
afterAll(() => rmSync(folder, { recursive: true }))

const recorded = (env: Record<string, string>) => {
  const signals: string[] = []
  return { signals, reach: crashPoints(env, (signal) => void signals.push(signal)) }
}

it('crash points are off unless a test turns them on, even if CRASH_AT is set', () => {
  for (const on of ['', 'off', 'ON', 'true', '1']) {
    expect(crashPoints({ CRASH_AT: 'seat:before-effect', TEST_CRASH_POINTS: on })).toBe(noCrashPoints)
  }
  expect(crashPoints({ CRASH_AT: 'seat:before-effect' })).toBe(noCrashPoints)
})

it('no process of the Compose file is started with crash points', async () => {
  const services = await readCompose('docker-compose.yml')
  const names = services.flatMap(({ environment }) => Object.keys(environment))
  expect(names.filter((name) => name.startsWith('TEST_') || name.startsWith('CRASH_'))).toEqual([])
})

it('a process dies at the ordered step and phase, at the ordered pass', () => {
  const { signals, reach } = recorded({ TEST_CRASH_POINTS: 'on', CRASH_AT: 'seat:after-effect:2' })
  reach('seat', 'before-effect')
  reach('room', 'after-effect')
  reach('seat', 'after-effect')
  expect(signals).toEqual([])
  reach('seat', 'after-effect')
  expect(signals).toEqual(['SIGKILL'])
})

it('a file makes a running process die once, or pause instead', () => {
  const file = join(folder, 'order')
  const { signals, reach } = recorded({ TEST_CRASH_POINTS: 'on', CRASH_AT_FILE: file })
  reach('seat', 'before-ack')
  writeFileSync(file, 'seat:before-ack:1:SIGSTOP')
  reach('seat', 'before-ack')
  expect([signals, existsSync(file)]).toEqual([['SIGSTOP'], false])
  reach('seat', 'before-ack')
  expect(signals).toEqual(['SIGSTOP'])
})
