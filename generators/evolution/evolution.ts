import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { parse } from 'yaml'
import { bundle } from '../openapi/bundle.ts'
import { type Change, type Node, nodeOf } from './change.ts'
import { restOf } from './documentation.ts'
import { eventChanges } from './event-changes.ts'
import { httpChanges } from './http-changes.ts'
import { compareHttp } from './oasdiff.ts'
import { pactCallers } from './pact-callers.ts'

export const releasedFolder = 'specs/released'
const pactsFolder = 'tests/contract/pacts'
const kindsOfDocument = ['openapi', 'asyncapi'] as const

/** One document against its last release. */
export type Comparison = {
  /** Its file below specs/. */
  readonly document: string
  readonly released: string | undefined
  readonly version: string
  readonly changes: readonly Change[]
  /** Whether it breaks somebody although its major version is that of the release. */
  readonly isBroken: boolean
}

const read = (file: string): Node => parse(readFileSync(file, 'utf8')) as Node
const versionOf = (document: Node): string => String(nodeOf(document.info).version)
const majorOf = (version: string): number => Number(version.split('.')[0])

const changesOf = async (oldFile: string, newFile: string, withHttp: boolean, pacts: string): Promise<Change[]> => {
  const [old, now] = [read(oldFile), read(newFile)]
  const rest = restOf(old, now)
  if (rest === 'same') return []
  const { ofOperation } = pactCallers(pacts)
  const isHttp = 'openapi' in now
  if (rest === 'extension' && isHttp && !withHttp) return []
  const found =
    rest === 'documentation'
      ? []
      : isHttp
        ? httpChanges(old, await compareHttp(oldFile, newFile), ofOperation)
        : eventChanges(old, now)
  if (found.length > 0) return found
  const isProse = rest === 'documentation'
  const text = isProse ? 'only what people read' : 'only extensions, or what no rule looks at'
  return [{ kind: isProse ? 'documentation' : 'compatible', rule: rest, place: '/', text, affected: [] }]
}

/** Compares two files of one document. `withHttp: false`: APIs are left out, since oasdiff is not here. */
export const compareDocuments = async (
  document: string,
  oldFile: string,
  newFile: string,
  { withHttp = true, pacts = pactsFolder }: { withHttp?: boolean; pacts?: string } = {},
): Promise<Comparison> => {
  const version = versionOf(read(newFile))
  if (!existsSync(oldFile)) {
    const text = 'the document is new'
    const changes: Change[] = [{ kind: 'compatible', rule: 'document-added', place: '/', text, affected: [] }]
    return { document, released: undefined, version, changes, isBroken: false }
  }
  const released = versionOf(read(oldFile))
  const changes = await changesOf(oldFile, newFile, withHttp, pacts)
  const isBroken = changes.some(({ kind }) => kind === 'breaking') && majorOf(version) <= majorOf(released)
  return { document, released, version, changes, isBroken }
}

const removed = (document: string, file: string): Comparison => ({
  document,
  released: versionOf(read(file)),
  version: 'none',
  changes: [{ kind: 'breaking', rule: 'document-removed', place: '/', text: 'the document is gone', affected: [] }],
  isBroken: true,
})

/** Bundles all documents below `specs` into `folder`, each without references to others. */
const bundleAll = async (specs: string, folder: string): Promise<void> => {
  for (const kind of kindsOfDocument) {
    const sources = globSync(join(specs, kind, '*.yaml')).sort()
    if (sources.length > 0) await bundle(sources, join(folder, kind))
  }
}

const documentsIn = (folder: string): string[] =>
  globSync('*/*.yaml', { cwd: folder })
    .filter((file) => kindsOfDocument.some((kind) => kind === dirname(file)))
    .sort()

/** Every document of `specs` against its last release, then `onDone` with the folder of the bundled ones. */
export const compareAll = async (
  {
    specs = 'specs',
    released = releasedFolder,
    withHttp = true,
  }: { specs?: string; released?: string; withHttp?: boolean },
  onDone: (bundled: string, comparisons: readonly Comparison[]) => void = () => {},
): Promise<Comparison[]> => {
  const bundled = mkdtempSync(join(tmpdir(), 'evolution-'))
  try {
    await bundleAll(specs, bundled)
    const now = documentsIn(bundled)
    const gone = documentsIn(released).filter((document) => !now.includes(document))
    const comparisons = await Promise.all(
      now.map((document) =>
        compareDocuments(document, join(released, document), join(bundled, document), { withHttp }),
      ),
    )
    const all = [...comparisons, ...gone.map((document) => removed(document, join(released, document)))]
    onDone(bundled, all)
    return all
  } finally {
    rmSync(bundled, { recursive: true, force: true })
  }
}

/** Makes the bundled documents the last release. */
export const release = (bundled: string): void => {
  rmSync(releasedFolder, { recursive: true, force: true })
  for (const document of documentsIn(bundled)) {
    const target = join(releasedFolder, document)
    mkdirSync(dirname(target), { recursive: true })
    cpSync(join(bundled, document), join(dirname(target), basename(target)))
  }
}
