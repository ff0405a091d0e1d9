import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { UsageError } from './errors.ts'

/** The options that each command takes beside --help, by its words as they are typed. */
export type OptionsOf = Readonly<Record<string, readonly string[]>>

const refuseForeign = (given: readonly string[], command: string, optionsOf: OptionsOf): void => {
  const own = optionsOf[command]
  if (own === undefined || given.includes('help')) return
  for (const name of given.filter((one) => !own.includes(one))) {
    const owners = Object.keys(optionsOf).filter((other) => optionsOf[other]?.includes(name))
    if (owners.length > 0)
      throw new UsageError(`--${name} is no option of ${command}; it belongs to ${owners.join(', ')}.`)
  }
}

/**
 * Reads what was typed. An option of another command is refused with the command that it belongs to: left out silently, it
 * would seem to have been followed.
 * @param commandOf the words of the command, as `optionsOf` has them; of one that is not there nothing is refused
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
  refuseForeign(given, commandOf(positionals), optionsOf)
  try {
    return parseArgs(typed)
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}
