import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot, readEvents, serviceNames } from './contracts.ts'
import type { Interaction, Pact } from './pact.ts'
import { readPacts, sorted } from './pact-files.ts'
import type { Verified } from './provider.ts'

// Verification results, by provider version and interaction: stored in Git by `npm run pacts`, and locally by every
// test run.

export type Result = { consumer: string; description: string; problems: string[] }
/** By version of the provider, then by interaction. */
export type Results = Record<string, Record<string, Result>>

export const keptResults = join(import.meta.dirname, 'results')
const localResults = join(projectRoot, '.sagabench/contract/results')

const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12)

/** A provider's version: a hash of its contracts, so that a change that promises the same is not a new version. */
export const versionOf = async (provider: string, root: string = projectRoot): Promise<string> => {
  const events = await readEvents(root)
  const publishes = Object.keys(events.definitions).some((type) => events.sends(provider, type))
  const files = [
    ...(serviceNames(root).includes(provider) ? ['schemas', 'responses'].map((file) => `${provider}/${file}.ts`) : []),
    ...(publishes ? ['events/events.ts', 'events/validators.ts'] : []),
  ]
  return shortHash(files.map((file) => readFileSync(join(root, 'generated', file), 'utf8')).join('\0'))
}

export const hashOf = (interaction: Interaction): string => shortHash(JSON.stringify(sorted(interaction)))

const readIn = (folder: string, provider: string): Results => {
  const file = join(folder, `${provider}.json`)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
}

const merge = (older: Results, newer: Results): Results => {
  const merged: Results = { ...older }
  for (const [version, results] of Object.entries(newer)) merged[version] = { ...merged[version], ...results }
  return merged
}

/** All known results of a provider, from Git and from this machine. */
export const readResults = (provider: string): Results =>
  merge(readIn(keptResults, provider), readIn(localResults, provider))

/** Adds the results of verifying the current version. */
export const recordResults = async (provider: string, verified: readonly Verified[]): Promise<void> => {
  const pacts = readPacts().filter((pact: Pact) => pact.provider.name === provider)
  const results = verified.flatMap(({ consumer, description, problems }) => {
    const interactions = pacts.find((pact) => pact.consumer.name === consumer)?.interactions ?? []
    const interaction = interactions.find((one) => one.description === description)
    return interaction ? [[hashOf(interaction), { consumer, description, problems }] as const] : []
  })
  const found: Results = { [await versionOf(provider)]: Object.fromEntries(results) }
  for (const folder of [localResults, ...(process.env.SAGABENCH_KEEP_PACTS === 'yes' ? [keptResults] : [])]) {
    mkdirSync(folder, { recursive: true })
    const all = sorted(merge(readIn(folder, provider), found))
    writeFileSync(join(folder, `${provider}.json`), `${JSON.stringify(all, null, 2)}\n`)
  }
}
