import type { Project } from '#harness/containers/project.ts'
import type { ScenarioSystem } from '#harness/scenario/plugin.ts'
import type { ComposeService } from '#harness/system/compose.ts'
import type { Shoppers } from '../shoppers.ts'

/** The context of the trials. */
export type Trial = {
  readonly project: Project
  readonly system: ScenarioSystem
  readonly shoppers: Shoppers
  /** The started services: all of the Compose file that have an image. */
  readonly services: readonly ComposeService[]
  readonly projectRoot: string
  readonly folder: string
  readonly secretsFile: string
}

export const servedMs = 30_000
export const restMs = 60_000
export const healthyMs = 90_000

export const names = (services: readonly ComposeService[]): string[] => services.map(({ name }) => name)
export const staying = (services: readonly ComposeService[]): ComposeService[] =>
  services.filter(({ oneShot }) => !oneShot)
export const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`
