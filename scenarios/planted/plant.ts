import type { Source } from '../shop/databases.ts'

/** A bug, the damage done to a database, and the invariants that must detect it. */
export type Plant = [bug: string, source: Source, sql: string, red: string[]]
