import { say } from '#platform/base/say.ts'
import { UsageError } from '../base/errors.ts'
import { writeNamed } from '../base/named-files.ts'
import { readArguments } from '../base/options.ts'
import { levelsOverTime } from '../history/levels.ts'
import { appendToHistory, readHistory } from '../history/line.ts'
import { levelsPage } from '../history/page.ts'
import { levelsMarkdown, levelsText } from '../history/text.ts'
import { isEnough } from '../history/words.ts'
import { assertHasFigures, assertUnplanted, readRecord } from '../variants/records.ts'
import { exitCodes } from './exit-codes.ts'
import { reportOptions } from './report-options.ts'

export const historyFile = 'reports/history.jsonl'

const parse = (args: readonly string[]) =>
  readArguments(
    args,
    {
      file: { type: 'string', default: historyFile },
      json: { type: 'boolean', default: false },
      markdown: { type: 'boolean', default: false },
      html: { type: 'string' },
    },
    reportOptions,
    ([verb]) => (verb === 'add' ? 'history add' : 'history'),
  )

const add = (file: string, folder: string | undefined): number => {
  const record = readRecord(folder)
  assertUnplanted(record, `${folder}`)
  assertHasFigures(record, `${folder}`)
  const isNew = appendToHistory(file, record)
  say(isNew ? `${folder} was added to ${file}` : `${file} has this run already`)
  return exitCodes.pass
}

/** Stores records and reports where the level changed. Inconclusive while there are too few runs to show a change. */
export const historyCommand = (args: readonly string[]): number => {
  const { values, positionals } = parse(args)
  const [verb, folder, ...more] = positionals
  if (more.length > 0) throw new UsageError(`unknown argument ${more[0]}`)
  if (verb === 'add') return add(values.file, folder)
  if (verb !== undefined) throw new UsageError(`unknown argument ${verb}; use \`history\` or \`history add RECORD\`.`)
  const levels = levelsOverTime(readHistory(values.file))
  if (values.json && values.markdown) throw new UsageError('history prints either --json or --markdown, not both.')
  if (values.html !== undefined) writeNamed(values.html, levelsPage(levels))
  const points = (key: string, value: unknown): unknown => (key === 'hopsMs' ? undefined : value)
  if (values.json) say(JSON.stringify(levels, points, 1))
  else say(values.markdown ? levelsMarkdown(levels) : levelsText(levels))
  return isEnough(levels) ? exitCodes.pass : exitCodes.inconclusive
}
