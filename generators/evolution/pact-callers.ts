import { existsSync, globSync, readFileSync } from 'node:fs'
import { SpecError } from '../shared/spec-error.ts'
import { isNode, listOf, nodeOf, textOf, textsOf } from './core/located.ts'
import type { CallersOf } from './http/document.ts'

type Call = { readonly consumer: string; readonly method: string; readonly path: string }

/** A regular expression that matches the concrete paths of a path template. */
const patternOf = (path: string): RegExp =>
  new RegExp(
    `^${path
      .split(/\{[^}]*\}/)
      .map((part) => part.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&'))
      .join('[^/]+')}$`,
  )

const parsed = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new SpecError(file, `invalid JSON: ${(error as Error).message}`)
  }
}

/** The calls of a pact of any version; before version 4, messages have a list of their own. @throws SpecError */
const callsIn = (file: string): Call[] => {
  const pact = parsed(file)
  const { consumer, interactions, messages } = nodeOf(pact)
  const name = nodeOf(consumer).name
  if (!isNode(pact) || typeof name !== 'string' || !(Array.isArray(interactions) || Array.isArray(messages)))
    throw new SpecError(file, 'the file is not a pact\n  expected: consumer.name, and interactions or messages')
  return listOf(interactions).flatMap((one) => {
    const { method, path } = nodeOf(nodeOf(one).request)
    return path === undefined ? [] : textsOf([path]).map((at) => ({ consumer: name, method: textOf(method), path: at }))
  })
}

/** Finds the consumers whose pacts in this folder call an operation. */
export const pactCallers = (folder: string): CallersOf => {
  const calls = existsSync(folder) ? globSync(`${folder}/*.json`).sort().flatMap(callsIn) : []
  return (method, path) => {
    const pattern = patternOf(path)
    const callers = calls.filter((call) => call.method.toUpperCase() === method && pattern.test(call.path))
    return [...new Set(callers.map(({ consumer }) => consumer))]
  }
}
