import { existsSync, globSync, readFileSync } from 'node:fs'
import type { CallersOf } from './http-changes.ts'

type Interaction = {
  readonly description: string
  readonly request?: { readonly method: string; readonly path: string }
}
type Pact = { readonly consumer: { readonly name: string }; readonly interactions: readonly Interaction[] }

/** A path with parameters as a pattern of the paths that it stands for. */
const patternOf = (path: string): RegExp =>
  new RegExp(
    `^${path
      .split(/\{\w+\}/)
      .map((part) => part.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&'))
      .join('[^/]+')}$`,
  )

/** The consumers whose pacts, in this folder, call an operation or await a message of this name. */
export const pactCallers = (folder: string): { ofOperation: CallersOf; ofMessage: (name: string) => string[] } => {
  const pacts = existsSync(folder)
    ? globSync(`${folder}/*.json`).map((file) => JSON.parse(readFileSync(file, 'utf8')) as Pact)
    : []
  const consumersWith = (isMeant: (one: Interaction) => boolean): string[] =>
    pacts.filter(({ interactions }) => interactions.some(isMeant)).map(({ consumer }) => consumer.name)
  return {
    ofOperation: (method, path) => {
      const pattern = patternOf(path)
      return consumersWith(({ request }) => request?.method === method && pattern.test(request.path))
    },
    ofMessage: (name) => consumersWith(({ description, request }) => !request && description === name),
  }
}
