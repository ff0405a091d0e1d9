import { expect, it } from 'vitest'
import { browsingTable, type Call, judgeBrowsing } from './browsing.ts'
import { p1Outcome } from './web.ts'

const calls = (operation: string, count: number, ms: number, status = 200): Call[] =>
  Array.from({ length: count }, () => ({ operation, status, ms }))

it('an operation passes if its calls are fast enough, fails if too many are slow, and reports may take longer', () => {
  const rows = judgeBrowsing(
    [
      ...calls('listerMagasins', 100, 20),
      ...calls('listerSagas', 90, 20),
      ...calls('listerSagas', 10, 400),
      ...calls('genererIndicateurs', 100, 700),
    ],
    [],
  )
  expect(rows.map(({ operation, verdict }) => [operation, verdict])).toEqual([
    ['genererIndicateurs', 'pass'],
    ['listerMagasins', 'pass'],
    ['listerSagas', 'fail'],
  ])
})

it('a call that fails counts as slow, however fast it fails', () => {
  const [row] = judgeBrowsing([...calls('lireVente', 90, 5), ...calls('lireVente', 10, 1, 503)], [])
  expect(row).toMatchObject({ failed: 10, verdict: 'fail' })
})

it('an expected operation without a call, and one with few calls, is inconclusive', () => {
  const rows = judgeBrowsing(calls('lireVente', 20, 5), ['lireVente', 'listerDemandes'])
  expect(rows.map(({ operation, calls: n, verdict }) => [operation, n, verdict])).toEqual([
    ['lireVente', 20, 'inconclusive'],
    ['listerDemandes', 0, 'inconclusive'],
  ])
  expect(browsingTable(rows)).toContain('| listerDemandes |     0 |      0 |        – |')
})

it('P1 passes beside the people only if its verdict stays the same and the people made calls', () => {
  expect(p1Outcome({ alone: 'pass', beside: 'pass', calls: 9 })).toBe('pass')
  expect(p1Outcome({ alone: 'pass', beside: 'fail', calls: 9 })).toBe('fail')
  expect(p1Outcome({ alone: 'fail', beside: 'fail', calls: 9 })).toBe('fail')
  expect(p1Outcome({ alone: 'pass', beside: 'pass', calls: 0 })).toBe('inconclusive')
  expect(p1Outcome(undefined)).toBe('pass')
})
