import { existsSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { follow, type Json, readYaml } from '../shared/references.ts'
import { placeOf, SpecError } from '../shared/spec-error.ts'
import type { ArazzoDocument } from './document.ts'

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
