import { parseArgs } from 'node:util'
import type { ArmSet } from '#harness/arms/arm.ts'
import { UsageError } from '#harness/errors.ts'
import { armSet } from '../arms/arms.ts'

/** Reads `--name value` options, each with its default, and --help. @throws UsageError */
export const readOptions = <Name extends string>(
  args: readonly string[],
  defaults: Readonly<Record<Name, string>>,
): Record<Name, string> & { help: boolean } => {
  const texts = Object.entries<string>(defaults).map(
    ([name, text]) => [name, { type: 'string', default: text }] as const,
  )
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { help: { type: 'boolean', short: 'h', default: false }, ...Object.fromEntries(texts) },
    })
    return values as Record<Name, string> & { help: boolean }
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

/** @throws UsageError */
export const wholeNumber = (name: string, text: string, least: number, most: number): number => {
  const value = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= least && value <= most)) throw new UsageError(`--${name} ${text}: a whole number, ${least} to ${most}`)
  return value
}

/** The arms of a list such as `orchestrated,bare`; empty: both styles and the bare calls. @throws UsageError */
export const armsOf = (list: string): ArmSet => {
  try {
    return armSet(list.split(',').filter((id) => id !== ''))
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}
