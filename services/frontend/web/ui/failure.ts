import { CallFailure } from '#platform/http/failure.ts'
import { Refused } from '#sdk/problems.ts'
import type { TextIn } from '../locale/text.ts'
import type { uiText } from './text.ts'

type UiText = TextIn<typeof uiText>

const isOffline = ({ reason, status }: CallFailure): boolean =>
  reason === 'network' || reason === 'timeout' || reason === 'breaker-open' || status === 503

const describeCall = (failure: CallFailure, text: UiText): string => {
  if (failure.status === 429) return text.tooMany
  if (failure.status === 403) return text.forbidden
  if (isOffline(failure)) return failure.effect === 'none' ? text.offline : `${text.offline} ${text.mayHaveHappened}`
  return failure.message
}

/**
 * Why a call failed, in words for a person. A refusal of the shop says it itself; views replace those that their users meet
 * often by texts of their own.
 */
export const describeFailure = (error: unknown, text: UiText): string => {
  if (error instanceof CallFailure) return describeCall(error, text)
  if (!(error instanceof Refused)) return error instanceof Error ? error.message : text.actionFailed
  const { title, detail } = error.problem as { title?: string; detail?: string }
  return detail ?? title ?? text.actionFailed
}
