import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { nearest } from '#platform/base/nearest.ts'
import type { ComposeService } from '../system/compose.ts'
import { limitMistake } from './limit.ts'
import { readInvariantTexts, readServices } from './names.ts'
import { type Mistake, type Path, type Placed, pathText } from './places.ts'
import type { ScenarioDocument } from './scenario.ts'
import { readSchema, schemaMistakes } from './schema-mistakes.ts'

type Finding = { path: Path; message: string }

const unknown = (path: Path, what: string, name: string, known: readonly string[]): Finding[] => {
  if (known.includes(name)) return []
  const meant = nearest(name, known)
  const there = known.length === 0 ? 'there is none' : `there are ${known.join(', ')}`
  return [{ path, message: `no ${what} ${name}; ${meant === undefined ? '' : `did you mean ${meant}? `}${there}` }]
}

const twice = (path: Path, things: readonly { id?: string }[]): Finding[] =>
  things.flatMap(({ id }, index) =>
    id !== undefined && things.findIndex((one) => one.id === id) < index
      ? [{ path: [...path, index, 'id'], message: `${id} is used twice; ids must be unique` }]
      : [],
  )

const invariantsTwice = (ids: readonly string[]): Finding[] =>
  ids.flatMap((id, index) =>
    ids.indexOf(id) < index ? [{ path: ['invariants', index], message: `${id} is listed twice` }] : [],
  )

const measureFindings = (scenario: ScenarioDocument): Finding[] => {
  const loads = scenario.loads.map(({ id }) => id)
  const evidence = scenario.evidence.flatMap(({ id, collector }) => (id !== undefined && collector ? [id] : []))
  return scenario.measures.flatMap((measure, index): Finding[] => {
    const at: Path = ['measures', index]
    const { kind, limit, own_target, target } = measure
    const isOfLoads = kind === 'latency' || kind === 'rate'
    const wrongLimit = limitMistake(limit, kind)
    const wrongOwn = own_target === undefined ? undefined : limitMistake(own_target, kind)
    return [
      ...(wrongLimit === undefined ? [] : [{ path: [...at, 'limit'], message: wrongLimit }]),
      ...(wrongOwn === undefined ? [] : [{ path: [...at, 'own_target'], message: wrongOwn }]),
      ...(isOfLoads && measure.loads === undefined
        ? [{ path: at, message: `a ${kind} needs loads; there are ${loads.join(', ')}` }]
        : []),
      ...(!isOfLoads && measure.evidence === undefined
        ? [
            {
              path: at,
              message: `a measure of kind ${kind} needs evidence; there is ${evidence.join(', ') || 'none'}`,
            },
          ]
        : []),
      ...(kind === 'latency' && target === undefined
        ? [{ path: at, message: 'a latency needs a target: the share that must be within the limit, such as 0.95' }]
        : []),
      ...(measure.loads ?? []).flatMap((id, i) => unknown([...at, 'loads', i], 'load', id, loads)),
      ...(measure.evidence === undefined
        ? []
        : unknown([...at, 'evidence'], 'evidence with a collector', measure.evidence, evidence)),
    ]
  })
}

/** Checks that a file named in a document exists beside it. */
const file = (folder: string, path: Path, name: string): Finding[] =>
  existsSync(join(folder, name)) ? [] : [{ path, message: `there is no file ${name} beside the document` }]

const moduleFindings = ({ styles, modules, evidence }: ScenarioDocument, folder: string): Finding[] => [
  ...styles.flatMap((style) =>
    modules.script[style] === undefined
      ? [{ path: ['modules', 'script'], message: `no script for the style ${style}` }]
      : [],
  ),
  ...Object.entries(modules.script).flatMap(([style, name]) => file(folder, ['modules', 'script', style], name)),
  ...file(folder, ['modules', 'prepare'], modules.prepare),
  ...file(folder, ['modules', 'state'], modules.state),
  ...evidence.flatMap(({ collector }, index) =>
    collector === undefined ? [] : file(folder, ['evidence', index, 'collector'], collector),
  ),
]

const expressionFindings = ({ method }: ScenarioDocument): Finding[] =>
  method.faults.flatMap(({ match }, index) => {
    try {
      new RegExp(match.path)
      return []
    } catch (error) {
      return [{ path: ['method', 'faults', index, 'match', 'path'], message: (error as Error).message }]
    }
  })

/** Checks that disturbances and faults name services of the Compose file. */
const serviceFindings = ({ method }: ScenarioDocument, folder: string): Finding[] => {
  const { faults, disturbances = [] } = method
  if (faults.length + disturbances.length === 0) return []
  const services = readServices(folder)
  const namesOf = (of: (service: ComposeService) => boolean): string[] => services.filter(of).map(({ name }) => name)
  const behindGateway = services.flatMap(({ kind, name, ports }) =>
    kind === 'node' ? ports.map(({ container }) => `${name}:${container}`) : [],
  )
  return [
    ...faults.flatMap(({ at }, index) => unknown(['method', 'faults', index, 'at'], 'service', at, behindGateway)),
    ...disturbances.flatMap(({ do: what, process }, index): Finding[] => {
      const path: Path = ['method', 'disturbances', index, 'process']
      return what === 'empty'
        ? unknown(
            path,
            'process that can be emptied',
            process,
            namesOf(({ kind }) => kind === 'redis'),
          )
        : unknown(
            path,
            'process',
            process,
            namesOf(() => true),
          )
    }),
  ]
}

const invariantFindings = ({ invariants, modules }: ScenarioDocument, folder: string): Finding[] => {
  if (invariants.length === 0 || !existsSync(join(folder, modules.state))) return []
  const known = readInvariantTexts(folder, modules.state)
  if ('mistake' in known) return [{ path: ['modules', 'state'], message: known.mistake }]
  return invariants.flatMap((id, index) => unknown(['invariants', index], 'invariant', id, Object.keys(known.texts)))
}

const loadFindings = ({ loads }: ScenarioDocument): Finding[] =>
  loads.flatMap(({ own_target }, index) => {
    const wrong = own_target === undefined ? undefined : limitMistake(own_target, 'rate')
    return wrong === undefined ? [] : [{ path: ['loads', index, 'own_target'], message: wrong }]
  })

const styleFindings = ({ method, styles: known }: ScenarioDocument): Finding[] =>
  (method.disturbances ?? []).flatMap(({ styles = [] }, index) =>
    styles.flatMap((style, i) => unknown(['method', 'disturbances', index, 'styles', i], 'style', style, known)),
  )

type Part = keyof ScenarioDocument
type Finder = { reads: readonly Part[]; find: (scenario: ScenarioDocument, folder: string) => Finding[] }

/** Checks that a schema can't express: names are defined, limits match their measures, files exist. */
const finders: readonly Finder[] = [
  { reads: ['measures'], find: ({ measures }) => twice(['measures'], measures) },
  { reads: ['loads'], find: ({ loads }) => twice(['loads'], loads) },
  { reads: ['invariants'], find: ({ invariants }) => invariantsTwice(invariants) },
  { reads: ['measures', 'loads', 'evidence'], find: measureFindings },
  { reads: ['loads'], find: loadFindings },
  { reads: ['method', 'styles'], find: styleFindings },
  { reads: ['invariants', 'modules'], find: invariantFindings },
  { reads: ['method'], find: serviceFindings },
  { reads: ['styles', 'modules', 'evidence'], find: moduleFindings },
  { reads: ['method'], find: expressionFindings },
]

const isMapping = (value: unknown): value is Partial<ScenarioDocument> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** All mistakes of a scenario document; names are checked only in parts that match the schema. */
export const mistakesOf = (text: Placed, folder: string): Mistake[] => {
  const ofForm = schemaMistakes(text, readSchema(folder))
  if (!isMapping(text.value)) return ofForm
  const { value } = text
  const wrong = new Set(ofForm.map(({ path }) => path.split('/')[0]))
  const isRight = (part: Part): boolean => value[part] !== undefined && !wrong.has(part)
  const found = finders.flatMap(({ reads, find }) =>
    reads.every(isRight) ? find(value as ScenarioDocument, folder) : [],
  )
  return [...ofForm, ...found.map(({ path, message }) => ({ ...text.valueAt(path), path: pathText(path), message }))]
}
