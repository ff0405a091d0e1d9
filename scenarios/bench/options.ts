import { UsageError } from '#harness/base/errors.ts'
import { readArguments } from '#harness/base/options.ts'
import type { VariantSet } from '#harness/variants/running.ts'
import { variantSet } from '../variants/variants.ts'

const usualVariants = 'orchestrated,choreographed'

/** The options of each benchmark with their default values. */
const defaults = {
  variants: { rounds: '5', variants: usualVariants, plant: '', faults: 'yes', offset: '0' },
  capacity: { variants: usualVariants, users: '1,2,4,8,16,32,64', seconds: '8', offset: '0' },
  replay: { events: '1000000', offset: '0' },
  bus: { events: '60000' },
  web: { products: '10000', sales: '100000', users: '50', seconds: '60', checkouts: 'yes', offset: '0' },
} as const

type Defaults = typeof defaults

const optionsOf = Object.fromEntries(Object.entries(defaults).map(([bench, own]) => [bench, Object.keys(own)]))

/** Reads a benchmark's `--name value` options, and --help. @throws UsageError */
export const readOptions = <Bench extends keyof Defaults>(
  bench: Bench,
  args: readonly string[],
): Record<keyof Defaults[Bench], string> & { help: boolean } => {
  const texts = Object.entries<string>(defaults[bench]).map(
    ([name, text]) => [name, { type: 'string', default: text }] as const,
  )
  const options = { help: { type: 'boolean', short: 'h', default: false }, ...Object.fromEntries(texts) } as const
  const { values, positionals } = readArguments(args, options, optionsOf, () => bench)
  if (positionals.length > 0) throw new UsageError(`${bench} takes no argument, got ${positionals[0]}`)
  return values as Record<keyof Defaults[Bench], string> & { help: boolean }
}

/** @throws UsageError */
export const wholeNumber = (name: string, text: string, least: number, most: number): number => {
  const value = /^\d{1,8}$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= least && value <= most))
    throw new UsageError(`--${name} ${text}: must be a whole number from ${least} to ${most}`)
  return value
}

/** @throws UsageError */
export const yesOrNo = (name: string, text: string): boolean => {
  if (text !== 'yes' && text !== 'no') throw new UsageError(`--${name} ${text}: must be yes or no`)
  return text === 'yes'
}

/** The variants of a list such as `orchestrated,bare`. @throws UsageError */
export const variantsOf = (list: string): VariantSet => {
  const ids = list.split(',').filter((id) => id !== '')
  if (ids.length === 0)
    throw new UsageError(`--variants "${list}" names no variant; omit the option for the default ones.`)
  try {
    return variantSet(ids)
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}
