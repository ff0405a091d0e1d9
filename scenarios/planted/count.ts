import type { Planted } from '#harness/faults/plan.ts'
import { invariants } from '../invariants/all.ts'
import { runInvariant } from '../invariants/invariant.ts'
import { readSnapshot } from '../invariants/snapshot.ts'
import { fillWorld, openWorld, seen, type World } from '../shop/world.ts'
import { plants } from './in-databases.ts'
import type { Plant } from './plant.ts'

/** Plants a bug, looks, and takes it back: each pool has one connection, so a transaction spans both. */
const isSeen = async ({ databases }: World, [, source, sql]: Plant): Promise<boolean> => {
  await databases[source].raw.query('begin')
  try {
    await databases[source].raw.query(sql)
    const snapshot = await readSnapshot({ databases, observed: seen() })
    return invariants.some((invariant) => runInvariant(invariant, snapshot).violations > 0)
  } finally {
    await databases[source].raw.query('rollback')
  }
}

/** How many of the planted bugs the invariants see, in new databases of a running Postgres; a report without it proves little. */
export const countPlanted = async (postgresUrl: string): Promise<Planted> => {
  const world = await openWorld(postgresUrl)
  try {
    await fillWorld(world)
    const missed: string[] = []
    for (const plant of plants) if (!(await isSeen(world, plant))) missed.push(plant[0])
    return { found: plants.length - missed.length, all: plants.length, missed }
  } finally {
    await world.end()
  }
}
