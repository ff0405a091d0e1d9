import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { type ComposeService, readComposeNow } from '../system/compose.ts'

const require = createRequire(import.meta.url)

/** Services that a document of this folder can name: those of the Compose file beside the folder that run here and keep running. */
export const readServices = (folder: string): ComposeService[] =>
  readComposeNow(join(folder, '..', 'docker-compose.yml')).filter(({ kind, oneShot }) => kind !== 'none' && !oneShot)

/** Ids of all invariants that a state module checks, in its export `invariantIds`; or what keeps it from telling them. */
export const readInvariantIds = (folder: string, stateModule: string): readonly string[] | { mistake: string } => {
  const file = resolve(folder, stateModule)
  try {
    const { invariantIds } = require(file) as { invariantIds?: readonly string[] }
    return invariantIds ?? { mistake: `${stateModule} exports no list invariantIds of the invariants that it checks` }
  } catch (error) {
    return { mistake: `${stateModule} can't be loaded: ${(error as Error).message.split('\n')[0]}` }
  }
}
