import type { EngineAddress } from '#harness/containers/engine.ts'
import type { ProvidedImage } from '#harness/containers/images.ts'

/** The input of check.ts as JSON; check.ts may run in another network than the process that prepared the engine. */
export type Task = {
  readonly engine: EngineAddress
  readonly images: readonly ProvidedImage[]
  readonly beganMs: number
  /** For secrets and copies of volumes; newly created. */
  readonly folder: string
}
