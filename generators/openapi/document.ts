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
/**
 * `x-callers`: the gateway consumers whose requests may use a token of this scheme, unless an operation lists its own.
 * `x-roles`: the roles of its tokens; a scheme without tokens has none. `x-owner`: whether they only
 * reach data of their own subject; if an operation names a path parameter in `x-owner`, the server compares it.
 */
export type SecurityScheme = { 'x-callers'?: unknown; 'x-roles'?: unknown; 'x-owner'?: unknown }
export type Document = {
  /** `planned`: no service implements the API yet. */
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

/** A service's specification: the source file and the bundled document. */
export type Specification = { service: string; source: string; document: Document }

export type Located = { method: string; path: string; operation: Operation; pointer: Pointer }

const methods = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'])

export const readDocument = (file: string): Document => parse(readFileSync(file, 'utf8'), { maxAliasCount: -1 })

/** All operations of a document in document order, with their pointers. */
export const operationsOf = (document: Document): Located[] =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => methods.has(method))
      .map(([method, operation]) => ({ method, path, operation, pointer: ['paths', path, method] })),
  )

/** Resolves a `$ref` within a bundled document; returns other values unchanged. */
export const resolveRef = <T extends object>(document: Document, value: T | { $ref: string }): T => {
  if (!('$ref' in value) || typeof value.$ref !== 'string') return value as T
  const parts = value.$ref.slice(2).split('/')
  const found = parts.reduce<unknown>(
    (node, part) => (node as Record<string, unknown> | undefined)?.[part.replaceAll('~1', '/')],
    document,
  )
  if (found === undefined) throw new Error(`${value.$ref} does not exist in the bundled document`)
  return resolveRef(document, found as T)
}

/** A security scheme by its name; undefined if the document doesn't define it. */
export const schemeOf = ({ document }: Specification, name: string): SecurityScheme | undefined => {
  const found = document.components.securitySchemes?.[name]
  return found && resolveRef<SecurityScheme>(document, found)
}

/** The security alternatives of an operation; a caller needs all schemes of one alternative. */
export const alternativesOf = ({ document }: Specification, { operation }: Located): string[][] =>
  (operation.security ?? document.security ?? []).map((alternative) => Object.keys(alternative))

/** Whether a client may repeat the operation without an idempotency key. */
export const isSafe = ({ method, operation }: Located): boolean =>
  method === 'get' || method === 'head' || operation['x-effect'] === 'none'

/** `saga-orchestrator` → `SagaOrchestrator`. */
export const pascalCase = (name: string): string =>
  name.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase())
