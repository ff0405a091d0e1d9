import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { UsageError } from './errors.ts'

/** The options of each command besides --help, by the command as it is typed. */
export type OptionsOf = Readonly<Record<string, readonly string[]>>

const rejectForeign = (given: readonly string[], command: string, optionsOf: OptionsOf): void => {
  const own = optionsOf[command]
  if (own === undefined || given.includes('help')) return
  for (const name of given.filter((one) => !own.includes(one))) {
    const owners = Object.keys(optionsOf).filter((other) => optionsOf[other]?.includes(name))
    if (owners.length > 0)
      throw new UsageError(`${command} has no option --${name}; it belongs to ${owners.join(', ')}.`)
  }
}

/**
 * Parses the typed arguments. Rejects options of other commands, because silently ignoring them would mislead, and names the
 * commands that have them.
 * @param commandOf the command as `optionsOf` names it; for an unknown command, no option is rejected
 * @throws UsageError
 */
export const readArguments = <const Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
  optionsOf: OptionsOf,
  commandOf: (positionals: readonly string[]) => string,
) => {
  const typed = { args: [...args], options, allowPositionals: true } as const
  const { positionals, tokens } = parseArgs({ ...typed, strict: false, tokens: true })
  const given = tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : []))
  rejectForeign(given, commandOf(positionals), optionsOf)
  try {
    return parseArgs(typed)
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}
