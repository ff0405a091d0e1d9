import type { EventContract, ServiceContract } from '../contract/contracts.ts'
import type { Exercised } from './record.ts'

/** One promise of a specification, and whether a test has exercised it. */
export type Item = { owner: string; name: string; seen: boolean; excluded?: string }
export type Coverage = { seen: number; of: number }

const answerKey = (operationId: string, status: number | string, mediaType: string): string =>
  `${operationId} ${status} ${mediaType || '-'}`

/** Answers that no test can cause, each with its reason: `operation status`, where `*` means every operation. */
export type Exclusions = Readonly<Record<string, string>>

/** Every operation × status × media type of the services, in the order of their documents. */
export const answerItems = (
  contracts: readonly ServiceContract[],
  exercised: readonly Exercised[],
  exclusions: Exclusions,
): Item[] => {
  const seen = new Set(
    exercised.flatMap((one) => (one.kind === 'answer' ? [answerKey(one.operationId, one.status, one.mediaType)] : [])),
  )
  return contracts.flatMap(({ service, responses }) =>
    Object.entries(responses).flatMap(([operationId, statuses]) =>
      Object.entries(statuses).flatMap(([status, types]) => {
        const names = Object.keys(types)
        return (names.length === 0 ? [''] : names).map((type) => {
          const name = answerKey(operationId, status, type)
          const excluded = exclusions[`${operationId} ${status}`] ?? exclusions[`* ${status}`]
          return { owner: service, name, seen: seen.has(name), ...(excluded === undefined ? {} : { excluded }) }
        })
      }),
    ),
  )
}

/** Every message of the channel × each application that sends or receives it. */
export const messageItems = (
  { definitions, sends, receives }: EventContract,
  applications: readonly string[],
  exercised: readonly Exercised[],
): Item[] => {
  const seen = new Set(
    exercised.flatMap((one) => (one.kind === 'message' ? [`${one.application} ${one.direction} ${one.type}`] : [])),
  )
  return applications.flatMap((application) =>
    Object.keys(definitions).flatMap((type) =>
      (['sends', 'receives'] as const)
        .filter((direction) => (direction === 'sends' ? sends : receives)(application, type))
        .map((direction) => {
          const name = `${application} ${direction} ${type}`
          return { owner: application, name, seen: seen.has(name) }
        }),
    ),
  )
}

/** Counts everything that is not excluded. */
export const coverageOf = (items: readonly Item[]): Coverage => {
  const counted = items.filter(({ excluded }) => excluded === undefined)
  return { seen: counted.filter(({ seen }) => seen).length, of: counted.length }
}

/** Nothing promised means nothing seen: 0, not 100. */
export const percentOf = (items: readonly Item[]): number => {
  const { seen, of } = coverageOf(items)
  return of === 0 ? 0 : (100 * seen) / of
}
