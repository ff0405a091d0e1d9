import { join } from 'node:path'
import { makeFolder } from '#harness/commands/run.ts'
import { type Attended, projectRoot, withSystem } from '#harness/commands/with-system.ts'
import { hashDocuments, type Machine } from '#harness/scenario/records.ts'
import { describeCommit, describeMachine, findK6 } from '#harness/scenario/running.ts'
import type { SystemOptions } from '#harness/system/system.ts'
import type { VariantsContext } from '#harness/variants/running.ts'
import { systemClock } from '#platform/base/clock.ts'

/** What every benchmark record says about its origin. */
export type Origin = {
  commit: string
  dirty: boolean
  startedAt: string
  machine: Machine
  versions: Record<string, string>
  hashes: Record<string, string>
}

/** Starts a system for the variants, with its own folder in reports/. */
export const withVariants = async <T>(
  offset: number,
  kind: string,
  work: (context: VariantsContext, origin: Origin, attended: Attended) => Promise<T>,
  environment: NonNullable<SystemOptions['environment']> = {},
): Promise<T> => {
  const k6 = findK6(projectRoot)
  return withSystem({ offset, environment }, async (attended) => {
    const { system, progress, signal } = attended
    const startedAt = new Date().toISOString()
    const { commit, dirty } = describeCommit(projectRoot)
    const folder = makeFolder(join(projectRoot, 'reports'), `${startedAt.slice(0, 10)}-${commit}-${kind}`)
    const versions = { node: process.versions.node, k6: k6.version, ...system.versions() }
    return work(
      {
        system,
        scenariosFolder: join(projectRoot, 'scenarios'),
        folder,
        k6: k6.path,
        runId: Date.now().toString(36),
        clock: systemClock,
        progress,
        signal,
      },
      { commit, dirty, startedAt, machine: describeMachine(), versions, hashes: hashDocuments(projectRoot) },
      attended,
    )
  })
}
