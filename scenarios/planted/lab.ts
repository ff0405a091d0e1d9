import { join } from 'node:path'
import type { Lab, Specimen } from '#harness/sensitivity/change.ts'
import { type System, startSystem } from '#harness/system/system.ts'
import { patchesOf, plantedChanges } from './changes.ts'
import { openNursery } from './nursery.ts'

export type LabOptions = { offset: number; projectRoot: string; signal: AbortSignal; progress?: (line: string) => void }

type WholeLab = { open: (...how: Parameters<Lab['open']>) => Promise<Specimen & { system: System }> }

/** Starts a new system for each change, which its processes contain from the start. */
export const openLab = ({ offset, projectRoot, signal, progress = () => {} }: LabOptions): WholeLab => ({
  open: async (change, delayMs) => {
    const nursery = await openNursery(projectRoot, offset)
    const planted = plantedChanges.find(({ id }) => id === change?.id)
    if (change !== undefined && planted === undefined) throw new Error(`unknown change ${change.id}`)
    nursery.lay(planted === undefined ? [] : patchesOf(planted, delayMs))
    const system = await startSystem({
      offset,
      projectRoot,
      composeFile: join(projectRoot, 'docker-compose.yml'),
      environment: nursery.environment,
      progress,
      signal,
    })
    return { system, effects: nursery.effects, stop: () => system.stop() }
  },
})
