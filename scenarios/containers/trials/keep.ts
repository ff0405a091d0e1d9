import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { countRows, differences } from '../rows.ts'
import { start } from './start.ts'
import { restMs, type Trial } from './trial.ts'

/** Volumes outlive the containers: the same rows before and after. */
export const goDownAndUp = async (trial: Trial): Promise<string> => {
  const { project, system, shoppers } = trial
  await shoppers.untilAtRest(restMs)
  const before = await countRows(system)
  const rows = Object.values(before).reduce((sum, count) => sum + count, 0)
  if (rows === 0) throw new Error('there are no rows to compare')
  await shoppers.during(async () => {
    await project.compose(['down'])
    await start(trial)
  })
  const after = await countRows(system)
  const different = differences(before, after)
  if (different.length > 0) throw new Error(different.join('; '))
  return `${Object.keys(before).length} tables and keys have the same ${rows} rows`
}

/** Checks everything that was checked out so far, in all databases. */
export const holdInvariants = async ({ project, shoppers, folder }: Trial): Promise<string> => {
  const data = join(folder, 'data')
  rmSync(data, { recursive: true, force: true })
  mkdirSync(data, { recursive: true })
  await project.compose(['cp', 'ecommerce:/data/client-keys', join(data, 'client-keys')])
  await project.compose(['cp', 'event-store:/data/event-store.anchor', data]).catch(() => {}) // none before the first seal
  await shoppers.untilAtRest(restMs)
  const { checked, violated, checkouts } = await shoppers.check()
  if (violated.length > 0) throw new Error(violated.join('; '))
  return `${checked} of ${checked} hold over ${checkouts} checkouts`
}
