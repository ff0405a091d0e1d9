import { scrapeAll } from './scrape.ts'

/** What processes say of a share of their answers that they checked against their specifications, since they started. */
export type AnswerCounts = { checked: number; byAnswer: ReadonlyMap<string, number> }

/** The same of one scenario: how many answers were looked at, and those that differ, by process, operation and status. */
export type CheckedAnswers = { checked: number; differing: number; examples: { answer: string; times: number }[] }

const row = /^http_response_(checked|drift)_total\{(.*)\} (\S+)$/gm

const labelOf = (labels: string, name: string): string => new RegExp(`${name}="([^"]*)"`).exec(labels)?.[1] ?? ''

/** Reads the counts out of what one process answers at /metrics. */
export const readCounts = (process: string, text: string): AnswerCounts => {
  let checked = 0
  const byAnswer = new Map<string, number>()
  for (const [, kind, labels = '', value] of text.matchAll(row)) {
    if (kind === 'checked') checked += Number(value)
    else byAnswer.set(`${process}: ${labelOf(labels, 'operation')} ${labelOf(labels, 'status')}`, Number(value))
  }
  return { checked, byAnswer }
}

/** Adds up what all processes have checked so far. */
export const readAnswerCounts = async (processes: Parameters<typeof scrapeAll>[0]): Promise<AnswerCounts> => {
  const counts = [...(await scrapeAll(processes))].map(([process, text]) => readCounts(process, text))
  return {
    checked: counts.reduce((sum, one) => sum + one.checked, 0),
    byAnswer: new Map(counts.flatMap((one) => [...one.byAnswer])),
  }
}

/** What was checked between two readings. A process that was started anew in between has lost its count. */
export const answersBetween = (before: AnswerCounts, after: AnswerCounts): CheckedAnswers => {
  const examples = [...after.byAnswer]
    .map(([answer, times]) => ({ answer, times: Math.max(0, times - (before.byAnswer.get(answer) ?? 0)) }))
    .filter(({ times }) => times > 0)
  return {
    checked: Math.max(0, after.checked - before.checked),
    differing: examples.reduce((sum, { times }) => sum + times, 0),
    examples,
  }
}
