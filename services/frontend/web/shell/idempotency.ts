import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import { Refused } from '#sdk/problems.ts'

/** 128 random bits. crypto.randomUUID isn't available in pages without https. */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')

type Attempt = { readonly content: string; readonly key: string }

/**
 * A mutation that has its effect once, however often a person submits the same form: the Idempotency-Key stays the same until the
 * shop answers or the content changes. A refusal is an answer, so the next attempt is a new one.
 */
export const useOnce = <Values, Result>(
  send: (values: Values, idempotencyKey: string) => Promise<Result>,
  onSettled: () => unknown,
) => {
  const attempt = useRef<Attempt>(undefined)
  return useMutation({
    mutationFn: async (values: Values) => {
      const content = JSON.stringify(values)
      const { key } = attempt.current?.content === content ? attempt.current : { key: newKey() }
      attempt.current = { content, key }
      try {
        const result = await send(values, key)
        attempt.current = undefined
        return result
      } catch (error) {
        if (error instanceof Refused) attempt.current = undefined
        throw error
      }
    },
    onSettled,
  })
}
