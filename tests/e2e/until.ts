import { setTimeout as delay } from 'node:timers/promises'

/** Polls every 50 ms until the answer satisfies the condition; fails with the last answer after `withinMs`. */
export const until = async <T>(
  ask: () => Promise<T>,
  satisfied: (answer: T) => boolean,
  withinMs = 15_000,
): Promise<T> => {
  const deadline = Date.now() + withinMs
  for (;;) {
    const answer = await ask()
    if (satisfied(answer)) return answer
    if (Date.now() > deadline) throw new Error(`not within ${withinMs} ms, last: ${JSON.stringify(answer)}`)
    await delay(50)
  }
}
