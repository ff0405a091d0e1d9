import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { nearest } from '#platform/nearest.ts'
import { limitMistake } from './limit.ts'
import { type Mistake, type Path, type Placed, pathText } from './places.ts'
import type { Scenario } from './scenario.ts'
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
      ? [{ path: [...path, index, 'id'], message: `${id} stands twice; each has an id of its own` }]
      : [],
  )

const measureFindings = (scenario: Scenario): Finding[] => {
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
              message: `a measure of the kind ${kind} needs evidence; there is ${evidence.join(', ') || 'none'}`,
            },
          ]
        : []),
      ...(kind === 'latency' && target === undefined
        ? [{ path: at, message: 'a latency needs a target: the share that has to be within the limit, such as 0.95' }]
        : []),
      ...(measure.loads ?? []).flatMap((id, i) => unknown([...at, 'loads', i], 'load', id, loads)),
      ...(measure.evidence === undefined
        ? []
        : unknown([...at, 'evidence'], 'evidence with a collector', measure.evidence, evidence)),
    ]
  })
}

/** A file that a document names is beside it. */
const file = (folder: string, path: Path, name: string): Finding[] =>
  existsSync(join(folder, name)) ? [] : [{ path, message: `there is no file ${name} beside the document` }]

const moduleFindings = ({ styles, modules, evidence }: Scenario, folder: string): Finding[] => [
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

const expressionFindings = ({ method }: Scenario): Finding[] =>
  method.faults.flatMap(({ match }, index) => {
    try {
      new RegExp(match.path)
      return []
    } catch (error) {
      return [{ path: ['method', 'faults', index, 'match', 'path'], message: (error as Error).message }]
    }
  })

/** What the schema can't say: names that a document uses are in it, limits fit their measures, files are there. */
const findings = (scenario: Scenario, folder: string): Finding[] => [
  ...twice(['measures'], scenario.measures),
  ...twice(['loads'], scenario.loads),
  ...twice(['invariants'], scenario.invariants ?? []),
  ...measureFindings(scenario),
  ...scenario.loads.flatMap(({ own_target }, index) => {
    const wrong = own_target === undefined ? undefined : limitMistake(own_target, 'rate')
    return wrong === undefined ? [] : [{ path: ['loads', index, 'own_target'], message: wrong }]
  }),
  ...(scenario.method.disturbances ?? []).flatMap(({ styles = [] }, index) =>
    styles.flatMap((style, i) =>
      unknown(['method', 'disturbances', index, 'styles', i], 'style', style, scenario.styles),
    ),
  ),
  ...moduleFindings(scenario, folder),
  ...expressionFindings(scenario),
]

/** Everything that is wrong with a scenario document; what its names mean is looked at once its form is right. */
export const mistakesOf = (text: Placed, folder: string): Mistake[] => {
  const ofForm = schemaMistakes(text, readSchema(folder))
  if (ofForm.length > 0) return ofForm
  return findings(text.value as Scenario, folder).map(({ path, message }) => ({
    ...text.valueAt(path),
    path: pathText(path),
    message,
  }))
}
