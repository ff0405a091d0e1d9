import { existsSync } from 'node:fs'
import { relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Upcasters } from '#platform/stream/typed-events.ts'
import { placeOf } from '../shared/spec-error.ts'
import { type Mistake, mistakesError } from './mistakes.ts'
import type { Model } from './model.ts'

/** Where the ways from old versions to new ones stand: beside the document, under its name. */
const upcastersFile = (spec: string): string => spec.replace(/\.ya?ml$/, '.upcasters.ts')

/**
 * Looks whether every version of every event that a document has left behind can still be read, and the newest still be
 * published as the one before: `<document>.upcasters.ts` exports `upcasters` and `downcasters`, by event and by the version
 * that a function takes.
 * @returns the file, or undefined where every event has its first version
 * @throws SpecError with every version that has no way to the next one
 */
export const checkUpcasters = async (model: Model, spec: string): Promise<string | undefined> => {
  const grown = model.events.filter(({ version }) => version > 1)
  if (grown.length === 0) return undefined
  const file = upcastersFile(spec)
  const { upcasters = {}, downcasters = {} } = existsSync(file)
    ? ((await import(pathToFileURL(file).href)) as { upcasters?: Upcasters; downcasters?: Upcasters })
    : {}
  const mistakes = grown.flatMap(({ name, version }): Mistake[] => {
    const place = placeOf(spec, ['components', 'messages', name, 'x-event-version'])
    const missing = (table: string, from: number): string =>
      `a function for it in ${relative(process.cwd(), file)}: export const ${table} = { ${name}: { ${from}: (old) => … } }`
    const unread = Array.from({ length: version - 1 }, (_, index) => index + 1)
      .filter((from) => typeof upcasters[name]?.[from] !== 'function')
      .map((from) => ({
        place,
        wrong: `version ${from} of ${name} can't be read any more`,
        right: missing('upcasters', from),
      }))
    if (typeof downcasters[name]?.[version] === 'function') return unread
    const wrong = `version ${version} of ${name} can't be published as version ${version - 1} while older readers run`
    return [...unread, { place, wrong, right: missing('downcasters', version) }]
  })
  const [first, ...others] = mistakes
  if (first) throw mistakesError([first, ...others])
  return file
}
