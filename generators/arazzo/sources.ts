import { existsSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { readYaml as read } from '../shared/read-yaml.ts'
import { placeOf, SpecError } from '../shared/spec-error.ts'
import type { ArazzoDocument } from './document.ts'

type Json = Record<string, unknown>

export const readYaml = async (file: string): Promise<Json> => read(file) as Json

/** Resolves a reference, across files. Returns the value and the file that contains it. */
export const follow = async (file: string, value: unknown): Promise<{ file: string; value: unknown }> => {
  const ref = (value as { $ref?: unknown } | null)?.$ref
  if (typeof ref !== 'string') return { file, value }
  const [path = '', fragment = ''] = ref.split('#')
  const target = path === '' ? file : resolve(dirname(file), path)
  let found: unknown = await readYaml(target)
  for (const part of fragment.split('/').filter(Boolean)) found = (found as Json | undefined)?.[part]
  return follow(target, found)
}

/** A schema with every reference replaced by its target, across files. */
export const inline = async (file: string, schema: unknown): Promise<unknown> => {
  const found = await follow(file, schema)
  if (Array.isArray(found.value)) return Promise.all(found.value.map((element) => inline(found.file, element)))
  if (typeof found.value !== 'object' || found.value === null) return found.value
  const members = Object.entries(found.value).map(async ([name, value]) => [name, await inline(found.file, value)])
  return Object.fromEntries(await Promise.all(members))
}

/** An operation of an OpenAPI document: its statuses and the slugs of its problems. */
export type Operation = { service: string; statuses: number[]; problems: Set<string> }

const methods = ['get', 'put', 'post', 'delete', 'patch']

const readOperation = async (file: string, operation: Json): Promise<Operation> => {
  const problems = new Set<string>()
  const responses = Object.entries((operation.responses ?? {}) as Json)
  for (const [, response] of responses) {
    const { value } = await follow(file, response)
    for (const slug of ((value as Json | undefined)?.['x-problems'] ?? []) as string[]) problems.add(slug)
  }
  return { service: basename(file, '.yaml'), statuses: responses.map(([status]) => Number(status)), problems }
}

export const readOperations = async (file: string): Promise<Map<string, Operation>> => {
  const operations = new Map<string, Operation>()
  const { paths = {} } = (await readYaml(file)) as { paths?: Record<string, Record<string, Json>> }
  for (const item of Object.values(paths))
    for (const method of methods) {
      const operation = item[method]
      if (operation) operations.set(String(operation.operationId), await readOperation(file, operation))
    }
  return operations
}

/** The events of an AsyncAPI document, and the events that each application sends and receives. */
export type Events = { all: Set<string>; sends: Map<string, Set<string>>; receives: Map<string, Set<string>> }

type EventOperation = { action: string; messages?: { $ref: string }[]; 'x-application'?: string }

export const readEvents = async (file: string): Promise<Events> => {
  const document = (await readYaml(file)) as {
    operations?: Record<string, EventOperation>
    components?: { messages?: Json }
  }
  const events: Events = {
    all: new Set(Object.keys(document.components?.messages ?? {})),
    sends: new Map(),
    receives: new Map(),
  }
  for (const { action, messages, 'x-application': application = '' } of Object.values(document.operations ?? {})) {
    const names = messages?.map(({ $ref }) => basename($ref)) ?? [...events.all]
    const side = action === 'send' ? events.sends : events.receives
    side.set(application, new Set([...(side.get(application) ?? []), ...names]))
  }
  return events
}

export type Sources = { operations: Map<string, Map<string, Operation>>; events: Map<string, Events> }

/** Reads the source documents of an Arazzo document. */
export const readSources = async (file: string, { sourceDescriptions }: ArazzoDocument): Promise<Sources> => {
  const sources: Sources = { operations: new Map(), events: new Map() }
  for (const [index, { name, type, url }] of sourceDescriptions.entries()) {
    const path = resolve(dirname(file), url)
    if (!existsSync(path))
      throw new SpecError(
        placeOf(file, ['sourceDescriptions', index, 'url']),
        `${url}: no such file; expected a path relative to this document`,
      )
    if (type === 'openapi') sources.operations.set(name, await readOperations(path))
    else sources.events.set(name, await readEvents(path))
  }
  return sources
}
