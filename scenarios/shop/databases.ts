import type { ScenarioSystem } from '#harness/scenario/plugin.ts'
import { openPool, type Pool } from '#platform/postgres/pool.ts'

/** Services and workers whose databases the scenarios read. Nothing is ever written. */
export const sources = [
  'catalogue',
  'inventaire',
  'commandes',
  'approvisionnement',
  'ecommerce',
  'saga',
  'evenements',
  'notification',
  'audit',
  'cqrs',
] as const
export type Source = (typeof sources)[number]

export const processes: Record<Source, string> = {
  catalogue: 'catalogue-1',
  inventaire: 'inventaire',
  commandes: 'commandes',
  approvisionnement: 'supply-chain',
  ecommerce: 'ecommerce',
  saga: 'saga-orchestrator',
  evenements: 'event-store',
  notification: 'worker-notification',
  audit: 'worker-audit',
  cqrs: 'worker-cqrs-projection',
}

export type Databases = Record<Source, Pool> & AsyncDisposable

/** Opens a pool for each URL; connections open on first use. */
export const openPools = (urls: Readonly<Record<Source, string>>): Databases => {
  const pools = Object.fromEntries(
    sources.map((source) => [source, openPool({ url: urls[source], name: 'scenario', max: 1 })]),
  ) as Record<Source, Pool>
  return {
    ...pools,
    [Symbol.asyncDispose]: async () => {
      await Promise.all(Object.values(pools).map((pool) => pool.close()))
    },
  }
}

const databaseUrl = (system: ScenarioSystem, source: Source): string => {
  const url = system.env(processes[source]).DATABASE_URL
  if (url === undefined) throw new Error(`${processes[source]} was started without DATABASE_URL`)
  return url
}

/** The databases of a running system, with the roles of its own services. */
export const openDatabases = (system: ScenarioSystem): Databases =>
  openPools(
    Object.fromEntries(sources.map((source) => [source, databaseUrl(system, source)])) as Record<Source, string>,
  )
