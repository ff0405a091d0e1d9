import { type SagaTable, type StepTable, stepOf } from './definition.ts'
import type { LogRecord } from './record.ts'

/** `interrupted`: it stopped without an outcome, because its process died or someone intervened. */
export type SpanOutcome = 'running' | 'succeeded' | 'refused' | 'failed' | 'interrupted'

/** One bar of a waterfall; times in milliseconds since the epoch. `undoes`: the step whose effect it undoes. */
export type Span = {
  readonly kind: 'step' | 'undo' | 'event' | 'wait'
  readonly name: string
  readonly step: string | null
  /** Counts from 1 among the spans with this kind and name. */
  readonly attempt: number
  readonly startedAt: number
  readonly endedAt: number | null
  readonly outcome: SpanOutcome
  readonly reason: string | null
  readonly detail: string | null
  readonly undoes: string | null
}

type Closing = Pick<Span, 'outcome'> & Partial<Pick<Span, 'reason' | 'detail'>>

/** Spans that open and close as the records of a log are read. */
const spanList = () => {
  const spans: Span[] = []
  const open = new Map<string, number>()
  const attemptOf = (kind: Span['kind'], name: string): number =>
    spans.filter((span) => span.kind === kind && span.name === name).length + 1
  const start = (key: string, span: Pick<Span, 'kind' | 'name' | 'step' | 'undoes'>, at: number): void => {
    const attempt = attemptOf(span.kind, span.name)
    const times = { startedAt: at, endedAt: null, outcome: 'running', reason: null, detail: null } as const
    open.set(key, spans.push({ ...span, ...times, attempt }) - 1)
  }
  const close = (key: string, at: number, closing: Closing): void => {
    const place = open.get(key)
    const span = place === undefined ? undefined : spans[place]
    if (place !== undefined && span) spans[place] = { ...span, endedAt: at, ...closing }
    open.delete(key)
  }
  const closeAll = (at: number, closing: Closing): void => {
    for (const key of [...open.keys()]) close(key, at, closing)
  }
  const add = (
    kind: 'event' | 'wait',
    name: string,
    { startedAt, endedAt, reason = null }: Pick<Span, 'startedAt' | 'endedAt'> & { reason?: string | null },
  ): void => {
    const rest = { step: null, undoes: null, detail: null, outcome: 'succeeded' } as const
    spans.push({ kind, name, attempt: attemptOf(kind, name), startedAt, endedAt, reason, ...rest })
  }
  return { spans, start, close, closeAll, add, isOpen: (key: string): boolean => open.has(key) }
}

type Spans = ReturnType<typeof spanList>

const stepSpan = ({ id, operation }: StepTable) => ({ kind: 'step', name: operation, step: id, undoes: null }) as const
const undoSpan = ({ id, undo }: StepTable) =>
  ({ kind: 'undo', name: undo?.operation ?? id, step: id, undoes: id }) as const
const undoKey = (step: string): string => `undo ${step}`
const moment = (at: number) => ({ startedAt: at, endedAt: at })

/** Names of the moments and waits that are no calls. */
export type MomentNames = {
  readonly takenOver: string
  readonly restarted: string
  readonly forced: string
  readonly parked: string
  readonly abandoned: string
}

/** What a record of a step adds. */
const addStep = (table: SagaTable, spans: Spans, record: LogRecord): void => {
  const { at } = record
  if (record.type === 'step-started') spans.start(record.step, stepSpan(stepOf(table, record.step)), at)
  if (record.type === 'step-done') spans.close(record.step, at, { outcome: 'succeeded' })
  if (record.type === 'step-failed') {
    const { kind, reason, detail = null } = record.failure
    // The deadline can pass before the step begins.
    if (!spans.isOpen(record.step)) spans.start(record.step, stepSpan(stepOf(table, record.step)), at)
    spans.close(record.step, at, { outcome: kind === 'refused' ? 'refused' : 'failed', reason, detail })
  }
}

/** What a record of an undo adds. A failed attempt is followed by the next one at once: the log doesn't contain the pause between. */
const addUndo = (table: SagaTable, spans: Spans, record: LogRecord): void => {
  const { at } = record
  const begin = (step: string): void => spans.start(undoKey(step), undoSpan(stepOf(table, step)), at)
  if (record.type === 'undo-started') begin(record.step)
  if (record.type === 'undo-failed') {
    spans.close(undoKey(record.step), at, { outcome: 'failed', detail: record.reason })
    begin(record.step)
  }
  if (record.type === 'undo-done') spans.close(undoKey(record.step), at, { outcome: 'succeeded' })
}

/** What any other record adds. `before`: the time of the previous record. */
const addMoment = (spans: Spans, record: LogRecord, before: number, names: MomentNames): void => {
  const { at } = record
  if (record.type === 'undo-parked') spans.add('event', names.parked, moment(at))
  if (record.type === 'undoing') {
    const { kind, reason } = record.failure
    spans.closeAll(at, { outcome: 'interrupted', reason })
    if (kind === 'forced') spans.add('event', names.forced, { ...moment(at), reason })
  }
  if (record.type === 'restarted') {
    spans.closeAll(at, { outcome: 'interrupted' })
    spans.add('event', names.restarted, moment(at))
  }
  if (record.type === 'resumed') {
    spans.closeAll(at, { outcome: 'interrupted' })
    spans.add('wait', names.abandoned, { startedAt: before, endedAt: at })
    spans.add('event', names.takenOver, moment(at))
  }
}

/** The spans of a log, in order of their start. */
export const spansOf = (table: SagaTable, records: readonly LogRecord[], names: MomentNames): Span[] => {
  const list = spanList()
  let before = records[0]?.at ?? 0
  for (const record of records) {
    addStep(table, list, record)
    addUndo(table, list, record)
    addMoment(list, record, before, names)
    before = record.at
  }
  return list.spans.toSorted((a, b) => a.startedAt - b.startedAt)
}
