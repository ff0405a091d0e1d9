import { expect, it } from 'vitest'
import { describeFailure } from './failure.ts'

it('a failed download of the generator says what to check, without the source of its launcher', () => {
  const text = describeFailure(1, `main.js:2\n${'x'.repeat(30_000)}\n\nError: Unable to access jarfile 7.25.0.jar\n`)
  expect(text).toContain('its jar could not be downloaded. Check network, proxy')
  expect(text).toContain('Error: Unable to access jarfile 7.25.0.jar')
  expect(text).not.toContain('xx')
})

it('any other failure shows the exit code and what was printed', () => {
  expect(describeFailure(2, 'Exception: no such template')).toBe(
    'openapi-generator failed: exit code 2\nException: no such template',
  )
})
