import type { Model, StepModel } from './model.ts'

const columns = ['step', 'owner', 'call', 'undo', 'events'] as const

const calls = ({ service, operation }: { service: string; operation: string }): string => `${service}.${operation}`

/** The event that starts the reaction to which a step belongs, and those that the reaction publishes. */
const eventsOf = ({ reactions }: Model, stepId: string): string => {
  const own = reactions.filter(({ source }) => source.run?.includes(stepId))
  const texts = own.map(({ source: { on, publish } }) => {
    const names = [publish.succeeded, publish.failed ?? []].map((list) => list.map(({ event }) => event).join(' + '))
    return `${on} → ${names.filter(Boolean).join(' / ')}`
  })
  return texts.join('; ') || '–'
}

const undoOf = ({ undo, source }: StepModel): string =>
  undo ? `${calls(undo)} (${source['x-saga'].undo?.owner})` : '–'

/** The steps as a table in comment lines: owner, call, undo with its owner, and events (on → success / failure). */
export const stepsTable = (model: Model): string => {
  const rows = model.steps.map((step) => [
    step.source.stepId,
    step.source['x-saga'].owner,
    calls(step.call),
    undoOf(step),
    eventsOf(model, step.source.stepId),
  ])
  const all: readonly (readonly string[])[] = [columns, ...rows]
  const widths = columns.map((_, index) => Math.max(...all.map((row) => row[index]?.length ?? 0)))
  const line = (row: readonly string[]): string =>
    `// | ${row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' | ')} |`
  const rule = `// |${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`
  return [line(columns), rule, ...rows.map(line)].join('\n')
}
