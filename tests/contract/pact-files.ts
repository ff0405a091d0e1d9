import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Pact } from './pact.ts'
import { parsePact } from './parse-pact.ts'

/** The consumers' expectations of their providers, stored in Git: one file per pair. */
export const keptFolder = join(import.meta.dirname, 'pacts')

export const fileOf = (consumer: string, provider: string): string => `${consumer}-${provider}.json`

export const readPact = (folder: string, file: string): Pact => parsePact(join(folder, file))

/** All pacts of a folder, by file name. @throws AggregateError with every mistake of every file */
export const readPacts = (folder: string = keptFolder): Pact[] => {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : []
  const errors: unknown[] = []
  const pacts = files.sort().flatMap((name) => {
    try {
      return [readPact(folder, name)]
    } catch (error) {
      errors.push(...(error instanceof AggregateError ? error.errors : [error]))
      return []
    }
  })
  if (errors.length > 0) throw new AggregateError(errors, errors.map(String).join('\n'))
  return pacts
}

const byName = (a: { description: string }, b: { description: string }): number =>
  a.description < b.description ? -1 : 1

/** The value with the members of every object sorted. */
export const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([name, member]) => [name, sorted(member)]))
}

/** The pact as it is stored: sorted, without the versions of the libraries that wrote it. */
export const normalised = (pact: Pact): Pact =>
  sorted({
    ...pact,
    interactions: pact.interactions.toSorted(byName),
    metadata: { pactSpecification: { version: '4.0' } },
  }) as Pact

const keptFile = ({ consumer, provider }: Pact): string => join(keptFolder, fileOf(consumer.name, provider.name))

/** Deletes the stored pacts `those` and stores `these`. */
export const keepInstead = (those: readonly Pact[], these: readonly Pact[]): void => {
  mkdirSync(keptFolder, { recursive: true })
  for (const pact of those) rmSync(keptFile(pact), { force: true })
  for (const pact of these) writeFileSync(keptFile(pact), `${JSON.stringify(normalised(pact), null, 2)}\n`)
}
