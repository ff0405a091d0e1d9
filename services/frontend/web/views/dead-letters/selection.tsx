import type { FiltreLot } from '#generated/event-store/types.ts'
import { type Format, useFormat } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import { type DeadLettersText, deadLettersText } from './text.ts'

/** What a batch selects, in words. */
export const selectionText = (
  text: DeadLettersText,
  { dateTime }: Format,
  { groupe, type, motif, avant_ms }: FiltreLot,
): string => {
  const parts = [
    groupe,
    type,
    motif === undefined ? undefined : text.containing(motif),
    avant_ms === undefined ? undefined : text.before(dateTime(new Date(avant_ms).toISOString())),
  ].filter((part) => part !== undefined)
  return parts.length === 0 ? text.everything : parts.join(' · ')
}

export const SelectionOf = ({ filter }: { filter: FiltreLot }) =>
  selectionText(useText(deadLettersText), useFormat(), filter)
