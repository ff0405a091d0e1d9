import { expect, it } from 'vitest'
import { systemClock } from '../../base/clock.ts'
import { openNextScan } from './next-scan.ts'

const claimIdleMs = 1_000

const openAt = (startMs: number) => {
  let nowMs = startMs
  const scan = openNextScan({ ...systemClock, now: () => nowMs }, claimIdleMs)
  const wait = (ms: number): void => {
    nowMs += ms
  }
  return { scan, wait }
}

it('the first scan is due at once, the next one after the idle time', () => {
  const { scan, wait } = openAt(50_000)
  expect(scan.isDue()).toBe(true)
  scan.begin()
  expect([scan.isDue(), scan.inMs()]).toEqual([false, claimIdleMs])
  wait(claimIdleMs)
  expect(scan.isDue()).toBe(true)
})

it('an early retry brings the next scan forward, and a later one is not forgotten', () => {
  const { scan, wait } = openAt(50_000)
  scan.begin()
  scan.addRetry(600)
  scan.addRetry(100)
  expect(scan.inMs()).toBe(105)
  wait(105)
  scan.begin()
  expect(scan.inMs()).toBe(500)
})

it('a retry later than the idle time does not delay the next scan', () => {
  const { scan } = openAt(50_000)
  scan.begin()
  scan.addRetry(5_000)
  expect(scan.inMs()).toBe(claimIdleMs)
})
