import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { placeOf } from '../shared/spec-error.ts'
import { bundleAll, documentsIn, readBundled } from './bundles.ts'
import { changeOf, differencesOf, promisesOf } from './compare.ts'
import type { Change } from './core/change.ts'
import { type Node, nodeOf, textOf } from './core/located.ts'
import type { Finding } from './core/walk.ts'
import { pactCallers } from './pact-callers.ts'
import { emptyReviews, type Review, readReviews, withReviews } from './reviewed.ts'

export const releasedFolder = 'specs/released'
const pactsFolder = 'tests/contract/pacts'

/** A document compared with its last release. */
export type Comparison = {
  /** Its path under specs/. */
  readonly document: string
  readonly released: string | undefined
  readonly version: string
  /** What was compared: `14 operations`. */
  readonly compared: string
  readonly changes: readonly Change[]
  /** Whether it has breaking changes without a new major version. */
  readonly isBroken: boolean
  /** Whether a difference remains that neither a rule nor a person has classified. */
  readonly isUnknown: boolean
}

const versionOf = (document: Node): string => textOf(nodeOf(document.info).version)
const majorOf = (version: string): number => Number(version.split('.')[0])

type Options = {
  readonly pacts?: string
  /** The source files behind the bundles `oldFile` and `newFile`, for messages. */
  readonly released?: string
  readonly source?: string
  readonly reviews?: readonly Review[]
}

const added = (document: string, now: Node): Comparison => {
  const finding: Finding = {
    kind: 'compatible',
    rule: 'document-added',
    place: '/',
    text: 'the document is new: there is no release to compare it with',
    affected: [],
  }
  const changes = [changeOf(document, finding, { released: undefined, now: undefined })]
  return {
    document,
    released: undefined,
    version: versionOf(now),
    compared: 'nothing',
    changes,
    isBroken: false,
    isUnknown: false,
  }
}

const removed = (document: string, file: string, reviews: readonly Review[]): Comparison => {
  const finding: Finding = {
    kind: 'breaking',
    rule: 'document-removed',
    place: '/',
    text: 'the document was removed',
    affected: [],
  }
  const change = changeOf(document, finding, { released: file, now: undefined })
  const changes = withReviews(document, [change], reviews)
  const isBroken = changes.some(({ reviewed }) => reviewed === undefined)
  return {
    document,
    released: versionOf(readBundled(file)),
    version: 'none',
    compared: 'nothing',
    changes,
    isBroken,
    isUnknown: false,
  }
}

/** Compares two bundled versions of a document. */
export const compareDocuments = async (
  document: string,
  oldFile: string,
  newFile: string,
  { pacts = pactsFolder, released: oldSource = oldFile, source = newFile, reviews = [] }: Options = {},
): Promise<Comparison> => {
  const now = readBundled(newFile)
  if (!existsSync(oldFile)) return added(document, now)
  const old = readBundled(oldFile)
  const found = differencesOf(old, now, pactCallers(pacts))
  const placed = found.map((finding) =>
    changeOf(document, finding, {
      released: finding.old && placeOf(oldSource, finding.old.path),
      now: finding.now && placeOf(source, finding.now.path),
    }),
  )
  const changes = withReviews(document, placed, reviews)
  const [released, version] = [versionOf(old), versionOf(now)]
  const { count, what } = promisesOf(old)
  return {
    document,
    released,
    version,
    compared: `${count} ${count === 1 ? what.slice(0, -1) : what}`,
    changes,
    isBroken: changes.some(({ kind }) => kind === 'breaking') && !(majorOf(version) > majorOf(released)),
    isUnknown: changes.some(({ kind }) => kind === 'unknown'),
  }
}

/** Compares every document in `specs` with its last release, then calls `onDone` with the folder of bundles. */
export const compareAll = async (
  {
    specs = 'specs',
    released = releasedFolder,
    reviews = readReviews(join(specs, 'reviewed-differences.yaml')),
  }: { specs?: string; released?: string; reviews?: readonly Review[] } = {},
  onDone: (bundled: string, comparisons: readonly Comparison[]) => void = () => {},
): Promise<Comparison[]> => {
  const bundled = mkdtempSync(join(tmpdir(), 'evolution-'))
  try {
    await bundleAll(specs, bundled)
    const now = documentsIn(bundled)
    const gone = documentsIn(released).filter((document) => !now.includes(document))
    const comparisons = await Promise.all(
      now.map((document) =>
        compareDocuments(document, join(released, document), join(bundled, document), {
          source: join(specs, document),
          reviews,
        }),
      ),
    )
    const all = [...comparisons, ...gone.map((document) => removed(document, join(released, document), reviews))]
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
    cpSync(join(bundled, document), target)
  }
  emptyReviews()
}

/** `compatible`: every difference is classified, and every document with a breaking change has a new major version. */
export type Verdict = 'compatible' | 'broken' | 'unknown' | 'nothing compared'

export const verdictOf = (comparisons: readonly Comparison[]): Verdict => {
  if (comparisons.some(({ isBroken }) => isBroken)) return 'broken'
  if (comparisons.some(({ isUnknown }) => isUnknown)) return 'unknown'
  return comparisons.some(({ compared }) => compared !== 'nothing') ? 'compatible' : 'nothing compared'
}
