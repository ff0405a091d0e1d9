import { join } from 'node:path'
import { projectRoot } from '#harness/commands/with-system.ts'
import { type Load, readScenarios } from '#harness/scenario/documents.ts'
import type { System } from '#harness/system/system.ts'
import type { Variant, VariantSet } from '#harness/variants/running.ts'
import { guaranteePatches, provideWithoutOutbox } from '../planted/guarantees.ts'
import { openNursery } from '../planted/nursery.ts'
import { guaranteeVariants } from './guarantees.ts'

const scenariosFolder = join(import.meta.dirname, '..')
const bareName = 'bare'
const barePort = 8_301

/**
 * The bare coordinator takes the orchestrator's place behind the gateway, so that its client sends the same request.
 */
const enterBare = async (system: System): Promise<() => Promise<void>> => {
  const targets = system.services
    .filter((name) => name.startsWith('saga-orchestrator'))
    .map((name) => `${name}:${system.containerPort(name)}`)
  for (const target of targets) await system.reroute(target, `127.0.0.1:${barePort + system.offset}`)
  return async () => {
    for (const target of targets) await system.reroute(target, undefined)
  }
}

const provideBare = async (system: System): Promise<void> => {
  const { GATEWAY_URL, GATEWAY_API_KEY, GATEWAY_SECRET, JWT_PUBLIC_KEY } = system.env('saga-orchestrator')
  const port = String(barePort + system.offset)
  const own = { HOST: '127.0.0.1', PORT: port, LOG_LEVEL: 'warn', INSTANCE: bareName }
  const given = Object.entries({ GATEWAY_URL, GATEWAY_API_KEY, GATEWAY_SECRET, JWT_PUBLIC_KEY })
  const environment = { ...Object.fromEntries(given.map(([name, value]) => [name, value ?? ''])), ...own }
  await system.add({ name: bareName, args: ['scenarios/variants/bare.ts'], environment })
}

const noRecord = 'there is no record of accepted checkouts and their ends'

export const variants: readonly Variant[] = [
  {
    id: 'orchestrated',
    title: 'Orchestrated',
    text: 'One coordinator over HTTP, with its log, leases and undo.',
    script: 'k6/orchestrated.ts',
  },
  {
    id: 'choreographed',
    title: 'Choreographed',
    text: 'Events on a stream and workers, with outbox, inbox, event store and undo.',
    script: 'k6/choreographed.ts',
  },
  {
    id: 'bare',
    title: 'Bare',
    text: 'One coordinator that only makes the same four calls: no log, no outbox, no undo.',
    script: 'k6/orchestrated.ts',
    enter: enterBare,
    gives_up: { accounting: noRecord, 'order-of-success': noRecord },
  },
  ...guaranteeVariants,
]

const loads: readonly Load[] = [
  {
    id: 'unpaced',
    text: '50 users without pause',
    judged: false,
    model: { kind: 'closed', users: 50, paced_to: null },
    duration_s: 6,
    quick_duration_s: 3,
  },
  {
    id: 'open',
    text: '50 checkouts/s, arriving steadily',
    judged: false,
    model: { kind: 'open', rate: '50/s', most_in_flight: 250 },
    duration_s: 8,
    quick_duration_s: 4,
  },
]

/**
 * The variants with these ids and the variants they are compared with: for a variant that lacks one guarantee the whole style,
 * otherwise the bare variant.
 */
export const variantSet = (wanted: readonly string[]): VariantSet => {
  const unknown = wanted.filter((id) => !variants.some((variant) => variant.id === id))
  if (unknown.length > 0)
    throw new Error(`Unknown variant ${unknown.join(', ')}; known: ${variants.map(({ id }) => id).join(', ')}.`)
  const [scenario] = readScenarios(scenariosFolder, ['P1'])
  if (scenario === undefined) throw new Error('no scenario P1')
  const chosen = variants.filter(({ id }) => wanted.includes(id))
  const compared = new Set(chosen.map(({ against = bareName }) => against))
  const all = variants.filter((variant) => chosen.includes(variant) || compared.has(variant.id))
  return {
    variants: all,
    baseline: all.some(({ id }) => id === bareName) ? bareName : (all[0]?.id ?? bareName),
    loads,
    scenario,
    provide: async (system) => {
      if (all.some(({ id }) => id === bareName)) await provideBare(system)
      if (all.some(({ id }) => id.endsWith('-without-outbox'))) await provideWithoutOutbox(system)
    },
  }
}

/**
 * The environment that processes need at start so that variants can switch guarantees off; empty if none of the variants does.
 */
export const environmentFor = async (set: VariantSet, offset: number) => {
  if (!set.variants.some(({ against }) => against !== undefined)) return {}
  const nursery = await openNursery(projectRoot, offset)
  nursery.lay(guaranteePatches)
  return nursery.environment
}
