import { afterAll } from 'vitest'
import { type Answered, answers } from '#platform/http/answered.ts'

// Runs before the tests of each file: every answer of an operation is checked against its specification and recorded.
// The checker is loaded with the first answer, so that files without any pay nothing.

const load = async () => (await import('./check-answer.ts')).checkAnswer
let loaded: ReturnType<typeof load> | undefined
let checking: Promise<void> = Promise.resolve()

answers.subscribe((answered) => {
  loaded ??= load()
  checking = loaded.then((check) => check(answered as Answered))
})
afterAll(() => checking)
