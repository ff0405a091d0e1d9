import { table } from '../report/formats/markdown-table.ts'
import { columns } from '../report/formats/terminal.ts'
import type { Levels } from './levels.ts'
import {
  allChanges,
  day,
  factorText,
  figure,
  headline,
  hopText,
  machineText,
  measureNames,
  method,
  placeText,
  pText,
} from './words.ts'

/** Changes and current levels as text for the terminal. */
export const levelsText = (levels: Levels): string => {
  const changes = allChanges(levels).map(({ series, change }) => [
    `  ${change.verdict}`,
    day(change.startedAt),
    placeText(change),
    series.variant,
    `${measureNames[series.measure]} (${series.load})`,
    `${figure(series.measure, change.before)} → ${figure(series.measure, change.after)}`,
    factorText(change),
    pText(change),
    hopText(change),
    machineText(change),
  ])
  const now = levels.series.map(({ variant, load, measure, points, levels: own, otherLoads }) => {
    const last = own.at(-1)
    const since = points[last?.from ?? 0]
    return [
      `  ${variant}`,
      `${measureNames[measure]} (${load})`,
      last === undefined || points.length === 0 ? '–' : figure(measure, last.value),
      since === undefined ? 'no valid run' : `since ${day(since.startedAt)} (${since.commit})`,
      `${points.length} runs`,
      otherLoads > 0 ? `${otherLoads} earlier runs had another load` : '',
    ]
  })
  return [
    `${headline(levels)} (${day(levels.from)} to ${day(levels.to)})`,
    ...(changes.length > 0 ? [columns(changes)] : []),
    `Current levels:\n${columns(now)}`,
    method(levels),
  ].join('\n\n')
}

/** The same as Markdown, for a step summary. */
export const levelsMarkdown = (levels: Levels): string => {
  const changes = allChanges(levels).map(({ series, change }) => [
    change.verdict,
    day(change.startedAt),
    placeText(change),
    series.variant,
    `${measureNames[series.measure]} (${series.load})`,
    `${figure(series.measure, change.before)} → ${figure(series.measure, change.after)}`,
    factorText(change),
    pText(change),
    [hopText(change), machineText(change)].filter(Boolean).join('; '),
  ])
  const now = levels.series.map(({ variant, load, measure, points, levels: own }) => [
    variant,
    `${measureNames[measure]} (${load})`,
    own.at(-1) === undefined || points.length === 0 ? '–' : figure(measure, own.at(-1)?.value ?? 0),
    points[own.at(-1)?.from ?? 0]?.commit ?? '–',
    String(points.length),
  ])
  return `# ${headline(levels)}

${method(levels)}
${changes.length === 0 ? '' : `\n${table(['', 'on', 'commit', 'variant', 'figure', 'level', 'factor (95 %)', 'significance', 'cause'], changes)}\n`}
## Current levels

${table(['variant', 'figure', 'level', 'since', 'runs'], now)}
`
}
