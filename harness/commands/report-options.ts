import { UsageError } from '../base/errors.ts'
import { type OptionsOf, readArguments } from '../base/options.ts'

/** What `npm run report` is asked for, and the options of each. */
export const reportOptions: OptionsOf = {
  report: [],
  compare: [],
  'baseline set': ['baseline'],
  gate: ['baseline', 'margin', 'any-machine', 'history', 'markdown'],
  'history add': ['file'],
  history: ['file', 'markdown', 'json', 'html'],
  sample: [],
  bundle: [],
  verify: [],
  'step-summary': [],
}

/** The names after a command that takes no option, `most` of them at most. @throws UsageError */
export const readNames = (args: readonly string[], command: string, most: number): string[] => {
  const { positionals } = readArguments(args, {}, reportOptions, () => command)
  if (positionals.length > most) throw new UsageError(`${positionals[most]} is not understood.`)
  return positionals
}
