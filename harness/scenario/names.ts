import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { type ComposeService, readComposeNow } from '../system/compose.ts'

const require = createRequire(import.meta.url)

/** Services that a document of this folder can name: those of the Compose file beside the folder that run here and keep running. */
export const readServices = (folder: string): ComposeService[] =>
  readComposeNow(join(folder, '..', 'docker-compose.yml')).filter(({ kind, oneShot }) => kind !== 'none' && !oneShot)

/** The text of each invariant that a state module checks, by id: its export `invariantTexts`; or why it can't be read. */
export const readInvariantTexts = (
  folder: string,
  stateModule: string,
): { texts: Readonly<Record<string, string>> } | { mistake: string } => {
  const file = resolve(folder, stateModule)
  try {
    const { invariantTexts: texts } = require(file) as { invariantTexts?: Readonly<Record<string, string>> }
    return texts
      ? { texts }
      : { mistake: `${stateModule} has no export invariantTexts: the invariants that it checks, by id` }
  } catch (error) {
    return { mistake: `${stateModule} can't be loaded: ${(error as Error).message.split('\n')[0]}` }
  }
}
