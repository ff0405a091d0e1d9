import type { JudgedLoad } from '../judge/judged-load.ts'
import type { ScenarioRun } from '../scenario/records.ts'

/** A fault in a process, in milliseconds since the start of the load. */
export type Fault = { text: string; fromMs: number; toMs: number }

const done: Record<string, string> = { kill: 'killed', stop: 'stopped', pause: 'paused', empty: 'emptied' }

/** The faults during a load; empty if the load recorded no start. */
export const faultsDuring = (run: ScenarioRun, { generator }: Pick<JudgedLoad, 'generator'>): Fault[] => {
  const { startedAt, durationMs } = generator
  if (startedAt === undefined) return []
  const startMs = Date.parse(startedAt)
  return (run.disturbances ?? [])
    .map(({ do: what, process, fromMs, toMs }) => ({
      text: `${process} ${done[what] ?? what}`,
      fromMs: Math.max(0, fromMs - startMs),
      toMs: toMs - startMs,
    }))
    .filter(({ fromMs, toMs }) => toMs > 0 && fromMs < durationMs)
}
