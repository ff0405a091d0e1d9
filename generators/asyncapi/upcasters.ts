import { existsSync } from 'node:fs'
import { relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Upcasters } from '#platform/stream/typed-events.ts'
import { placeOf } from '../shared/spec-error.ts'
import { type Mistake, mistakesError } from './mistakes.ts'
import type { Model } from './model.ts'

/** The file with the conversions between versions, next to the document. */
const upcastersFile = (spec: string): string => spec.replace(/\.ya?ml$/, '.upcasters.ts')

/**
 * Checks that every old version of an event can still be read, and that the newest can be published as the previous one.
 * `<document>.upcasters.ts` exports `upcasters` and `downcasters`: event → version of the argument → function.
 * @returns the file, or undefined if every event is at its first version
 * @throws SpecError that lists the missing conversions
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
      `a function in ${relative(process.cwd(), file)}: export const ${table} = { ${name}: { ${from}: (old) => … } }`
    const unread = Array.from({ length: version - 1 }, (_, index) => index + 1)
      .filter((from) => typeof upcasters[name]?.[from] !== 'function')
      .map((from) => ({
        place,
        wrong: `no upcaster for version ${from} of ${name}, so stored events of that version can't be read`,
        right: missing('upcasters', from),
      }))
    if (typeof downcasters[name]?.[version] === 'function') return unread
    const wrong = `no downcaster for version ${version} of ${name}, so it can't be published as version ${version - 1} while older readers run`
    return [...unread, { place, wrong, right: missing('downcasters', version) }]
  })
  const [first, ...others] = mistakes
  if (first) throw mistakesError([first, ...others])
  return file
}
