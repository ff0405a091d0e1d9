import { readFileSync } from 'node:fs'
import { type Pointer, placeOf, SpecError } from '#generators/shared/spec-error.ts'
import type { Pact } from './pact.ts'

type Mistake = { path: Pointer; wrong: string; right: string }
type Members = Record<string, unknown>

const isMapping = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const membersOf = (value: unknown): Members => (isMapping(value) ? value : {})
const isText = (value: unknown): boolean => typeof value === 'string' && value !== ''

const supported = /^4(\.|$)/
const writeAnew =
  'version 4 of the Pact specification; rewrite the pact by running the consumer’s tests (npm run pacts)'

const versionMistakes = ({ metadata }: Members): Mistake[] => {
  const { version } = membersOf(membersOf(metadata).pactSpecification)
  if (typeof version === 'string' && supported.test(version)) return []
  const wrong = version === undefined ? 'the pact doesn’t say its version' : `Pact version ${version} is not supported`
  return [{ path: ['metadata'], wrong, right: writeAnew }]
}

/** Missing parts of an interaction without which nothing could be compared. */
const missingParts = (interaction: Members, path: Pointer): Mistake[] => {
  const { type, description, request, response, contents, metadata } = interaction
  const name = isText(description) ? `“${description}”` : 'an interaction'
  const without = (what: string, right: string): Mistake[] => [{ path, wrong: `${name} has no ${what}`, right }]
  if (!isText(description)) return without('description', 'a description, by which its result is found')
  if (type === 'Synchronous/HTTP') {
    const { method, path: url } = membersOf(request)
    if (!isText(method) || !isText(url)) return without('request', 'request.method and request.path')
    return Number.isInteger(membersOf(response).status) ? [] : without('status', 'response.status')
  }
  if (type === 'Asynchronous/Messages') {
    if (!isText(membersOf(metadata).type)) return without('type of event', 'metadata.type')
    return isMapping(membersOf(contents).content)
      ? []
      : without('contents', 'contents.content: what the consumer reads of the event')
  }
  const right = 'Synchronous/HTTP or Asynchronous/Messages'
  return [{ path, wrong: `${name} is of the type ${type ?? 'none'}, which is not supported`, right }]
}

const mistakesIn = (pact: unknown): Mistake[] => {
  if (!isMapping(pact))
    return [{ path: [], wrong: 'it is not a pact', right: 'a mapping with consumer, provider and interactions' }]
  const parties = (['consumer', 'provider'] as const).flatMap((party): Mistake[] =>
    isText(membersOf(pact[party]).name)
      ? []
      : [{ path: [party], wrong: `${party} has no name`, right: `${party}.name` }],
  )
  const version = versionMistakes(pact)
  if (version.length > 0) return [...version, ...parties] // other versions store their interactions elsewhere
  const { interactions } = pact
  if (!Array.isArray(interactions))
    return [...parties, { path: [], wrong: 'interactions is not a list', right: 'a list of interactions' }]
  const parts = interactions.flatMap((one, index) => missingParts(membersOf(one), ['interactions', index]))
  return [...parties, ...parts]
}

/** Reads a pact. @throws SpecError, or an AggregateError of several, if it can't be verified */
export const parsePact = (file: string): Pact => {
  let pact: unknown
  try {
    pact = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new SpecError(file, `it is not JSON: ${(error as Error).message}\n  right: a pact of version 4`)
  }
  const errors = mistakesIn(pact).map(
    ({ path, wrong, right }) => new SpecError(placeOf(file, path), `${wrong}\n  right: ${right}`),
  )
  if (errors.length > 0) throw new AggregateError(errors, errors.map(({ message }) => message).join('\n'))
  return pact as Pact
}
