import { scrapeAll } from './scrape.ts'

/** Counts since the start of the processes: each checks a share of its answers against its specification. */
export type AnswerCounts = { checked: number; byAnswer: ReadonlyMap<string, number> }

/** Counts of one scenario: checked answers, and deviating ones by process, operation and status. */
export type CheckedAnswers = { checked: number; differing: number; examples: { answer: string; times: number }[] }

const row = /^http_response_(checked|drift)_total\{(.*)\} (\S+)$/gm

const labelOf = (labels: string, name: string): string => new RegExp(`${name}="([^"]*)"`).exec(labels)?.[1] ?? ''

/** Reads the counts from the /metrics text of one process. */
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

/** The counts between two readings. A process that restarted in between has lost its earlier count. */
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
