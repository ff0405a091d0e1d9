import type { EngineAddress } from '#harness/containers/engine.ts'
import type { ProvidedImage } from '#harness/containers/images.ts'

/** What check.ts is given as JSON: it may run in another network than who prepared the engine. */
export type Task = {
  readonly engine: EngineAddress
  readonly images: readonly ProvidedImage[]
  readonly beganMs: number
  /** For secrets and copies of volumes; made new. */
  readonly folder: string
}
