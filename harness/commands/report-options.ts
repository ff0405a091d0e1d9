import { UsageError } from '../base/errors.ts'
import { type OptionsOf, readArguments } from '../base/options.ts'

/** The commands of `npm run report` with their options. */
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

/** The arguments of a command without options, at most `most`. @throws UsageError */
export const readNames = (args: readonly string[], command: string, most: number): string[] => {
  const { positionals } = readArguments(args, {}, reportOptions, () => command)
  if (positionals.length > most) throw new UsageError(`unknown argument ${positionals[most]}`)
  return positionals
}
