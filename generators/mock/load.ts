import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ServerOperation } from '#platform/http/route.ts'
import { bundle } from '../openapi/bundle.ts'
import type { Node } from './node.ts'
import type { MockService } from './server.ts'

/** Bundles documents so that none refers to another file. */
export const bundled = async (files: readonly string[]): Promise<Node[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'mock-'))
  try {
    return (await bundle(files, folder)).map(({ document }) => document as unknown as Node)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const serviceOf = async (name: string, document: Node): Promise<MockService> => {
  const contract = (await import(`../../generated/${name}/schemas.ts`)) as {
    operations: Readonly<Record<string, ServerOperation>>
  }
  return { document, operations: contract.operations }
}

/** Loads the documents of services and their generated request validation. */
export const loadServices = async (services: readonly string[]): Promise<MockService[]> => {
  const documents = await bundled(services.map((name) => `specs/openapi/${name}.yaml`))
  return Promise.all(documents.map((document, index) => serviceOf(services[index] ?? '', document)))
}
