import { expect, test } from 'vitest'
import { answersBetween, readCounts } from './answers.ts'

const text = (checked: number, drift: number): string => `# TYPE http_response_checked_total counter
http_response_checked_total{process="shelf"} ${checked}
http_response_drift_total{operation="readBook",status="200",process="shelf"} ${drift}
http_request_duration_seconds_count{operation="readBook",status="200",process="shelf"} 99`

test('deviating answers of the scenario are counted by process, operation and status', () => {
  const [before, after] = [readCounts('shelf', text(10, 1)), readCounts('shelf', text(40, 4))]
  expect(answersBetween(before, after)).toEqual({
    checked: 30,
    differing: 3,
    examples: [{ answer: 'shelf: readBook 200', times: 3 }],
  })
})

test('deviations before the scenario do not count', () => {
  const counts = readCounts('shelf', text(10, 1))
  expect(answersBetween(counts, counts)).toEqual({ checked: 0, differing: 0, examples: [] })
})

test('a restarted process does not make counts negative', () => {
  expect(answersBetween(readCounts('shelf', text(10, 1)), readCounts('shelf', text(2, 0))).checked).toBe(0)
})
