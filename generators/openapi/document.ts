import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { Pointer } from '../shared/spec-error.ts'

export type Schema = { [keyword: string]: unknown; $ref?: string }
export type Parameter = {
  name: string
  in: 'path' | 'query' | 'header'
  required?: boolean
  schema: Schema
  explode?: boolean
}
export type MediaTypes = Record<string, { schema: Schema }>
export type Response = { $ref?: string; content?: MediaTypes; [extension: `x-${string}`]: unknown }
export type Operation = {
  operationId: string
  tags: string[]
  summary: string
  description?: string
  security?: Record<string, string[]>[]
  parameters?: (Parameter | { $ref: string })[]
  requestBody?: { required?: boolean; content: MediaTypes }
  responses: Record<string, Response>
  [extension: `x-${string}`]: unknown
}
/** `x-callers`: the gateway consumers through which a token of this scheme counts, unless an operation names its own callers. */
export type SecurityScheme = { 'x-callers'?: unknown }
export type Document = {
  /** `planned`: no service answers yet. */
  'x-status'?: unknown
  paths: Record<string, Record<string, Operation>>
  security?: Record<string, string[]>[]
  components: {
    schemas?: Record<string, Schema>
    parameters?: Record<string, Parameter>
    responses?: Record<string, Response>
    securitySchemes?: Record<string, SecurityScheme | { $ref: string }>
  }
}

/** One service's specification: where its author wrote it, and the bundled document that holds it whole. */
export type Specification = { service: string; source: string; document: Document }

export type Located = { method: string; path: string; operation: Operation; pointer: Pointer }

const methods = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'])

export const readDocument = (file: string): Document => parse(readFileSync(file, 'utf8'), { maxAliasCount: -1 })

/** All operations of a document in its order, each with its place. */
export const operationsOf = (document: Document): Located[] =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => methods.has(method))
      .map(([method, operation]) => ({ method, path, operation, pointer: ['paths', path, method] })),
  )

/** Follows a `$ref` inside a bundled document, or gives the value itself. */
export const resolveRef = <T extends object>(document: Document, value: T | { $ref: string }): T => {
  if (!('$ref' in value) || typeof value.$ref !== 'string') return value as T
  const parts = value.$ref.slice(2).split('/')
  const found = parts.reduce<unknown>(
    (node, part) => (node as Record<string, unknown> | undefined)?.[part.replaceAll('~1', '/')],
    document,
  )
  if (found === undefined) throw new Error(`${value.$ref} is not in the bundled document`)
  return resolveRef(document, found as T)
}

/** Security schemes that are bearer tokens, and the role that the token must hold. */
export const rolesByScheme: Readonly<Record<string, string>> = { customerToken: 'client', staffToken: 'staff' }

/** The callers that a security scheme names; absent: any. */
export const callersOfScheme = ({ document }: Specification, scheme: string): readonly string[] | undefined => {
  const found = document.components.securitySchemes?.[scheme]
  return found && (resolveRef<SecurityScheme>(document, found)['x-callers'] as readonly string[] | undefined)
}

/** The security alternatives of an operation, each as the names of the schemes it needs together. */
export const alternativesOf = ({ document }: Specification, { operation }: Located): string[][] =>
  (operation.security ?? document.security ?? []).map((alternative) => Object.keys(alternative))

/** GET, or declared to have no effect: a client may repeat it without a key. */
export const isSafe = ({ method, operation }: Located): boolean =>
  method === 'get' || method === 'head' || operation['x-effect'] === 'none'

/** `saga-orchestrator` → `SagaOrchestrator`. */
export const pascalCase = (name: string): string =>
  name.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase())
