import { findingsOf } from './against-spec.ts'
import { type Contracts, readContracts } from './contracts.ts'
import type { Interaction, Pact } from './pact.ts'
import { readPacts } from './pact-files.ts'
import { hashOf, type Results, readResults, versionOf } from './results.ts'

/** The project at one version: its folder, and a label. */
export type Side = { label: string; root: string }

/**
 * `verified`: this version was seen to keep the interaction. `broken`: it was seen to break it, or its specification
 * does. `allowed`: its specification allows it, but it was never verified. `empty`: the pact has no interaction to
 * verify.
 */
export type Verdict = 'verified' | 'broken' | 'allowed' | 'empty'
export type Judged = { consumer: string; provider: string; description: string; verdict: Verdict; why: string[] }

const judgeInteraction = (
  pact: Pact,
  interaction: Interaction,
  { contracts, results }: { contracts: Contracts; results: Results[string] | undefined },
): Judged => {
  const result = results?.[hashOf(interaction)]
  const why = [...findingsOf(pact, interaction, contracts), ...(result?.problems ?? [])]
  const verdict = why.length > 0 ? 'broken' : result ? 'verified' : 'allowed'
  const { consumer, provider } = pact
  return { consumer: consumer.name, provider: provider.name, description: interaction.description, verdict, why }
}

const judgePact = async (pact: Pact, { root }: Side): Promise<Judged[]> => {
  const provider = pact.provider.name
  if (pact.interactions.length === 0)
    return [{ consumer: pact.consumer.name, provider, description: 'no interaction', verdict: 'empty', why: [] }]
  const contracts = await readContracts(provider, root)
  const results = readResults(provider)[await versionOf(provider, root)]
  return pact.interactions.map((interaction) => judgeInteraction(pact, interaction, { contracts, results }))
}

const pactsAt = ({ root }: Side): Pact[] => readPacts(`${root}/tests/contract/pacts`)

/** Every consumer and provider named by a pact at this version. */
export const partiesAt = (side: Side): string[] =>
  [...new Set(pactsAt(side).flatMap(({ consumer, provider }) => [consumer.name, provider.name]))].sort()

/**
 * The verdict on every interaction if a service ran at one version with all others at another: the others' expectations
 * of it, and its own of the others.
 */
export const canIDeploy = async (service: string, at: Side, beside: Side): Promise<Judged[]> => {
  const ofIt = pactsAt(beside).filter(({ provider }) => provider.name === service)
  const itsOwn = pactsAt(at).filter(({ consumer }) => consumer.name === service)
  const judged = [...ofIt.map((pact) => judgePact(pact, at)), ...itsOwn.map((pact) => judgePact(pact, beside))]
  return (await Promise.all(judged)).flat()
}

/** 0: yes. 1: something would break. 2: something was never verified, or there was nothing to check. */
export const exitCodeOf = (judged: readonly Judged[]): 0 | 1 | 2 => {
  if (judged.some(({ verdict }) => verdict === 'broken')) return 1
  return judged.length > 0 && judged.every(({ verdict }) => verdict === 'verified') ? 0 : 2
}
