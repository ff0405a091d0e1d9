import { shuffled } from '#harness/base/random.ts'
import type { CellContext, FaultCell } from '#harness/faults/plan.ts'
import { raiseVersion } from './event-versions.ts'
import { instancesOf, styles } from './hosts.ts'
import { shopOf } from './shop.ts'
import { diesExactly } from './stream-crashes.ts'

const gapMs = 60
const loadMs = 1_500

/** Harms the system during a steady load; the load ends once everything works again. */
const underLoad =
  (harm: (context: CellContext) => Promise<void>) =>
  async (context: CellContext): Promise<void> => {
    const load = shopOf(context).keepCheckingOut(context, gapMs)
    await context.sleep(300 + context.random() * 500)
    context.harmed()
    await harm(context)
    await context.sleep(loadMs)
    await load.stop()
  }

const anyOf = (name: string, all: readonly string[], random: () => number): string => {
  const instances = instancesOf(name, all)
  return instances[Math.floor(random() * instances.length)] ?? name
}

/** The processes that each style's checkouts pass through; one name covers all replicas. */
const involved: Record<string, readonly string[]> = {
  orchestrated: ['kong', 'saga-orchestrator', 'inventaire', 'catalogue', 'commandes'],
  choreographed: [
    'kong',
    'ecommerce',
    'worker-stock-reservation',
    'worker-order-creation',
    'worker-stock-compensation',
    'event-store',
    'worker-audit',
    'worker-notification',
    'worker-cqrs-projection',
    'inventaire',
    'catalogue',
    'commandes',
  ],
}

const cell = (style: string, process: string, phase: string, text: string, run: FaultCell['run']): FaultCell => ({
  style,
  process,
  step: 'any',
  phase,
  kind: 'fault',
  text,
  ...(run ? { run } : {}),
})

const kill = (process: string, all: readonly string[], signal: NodeJS.Signals) =>
  underLoad(async ({ victims, random, sleep }) => {
    const victim = anyOf(process, all, random)
    await victims.kill(victim, signal)
    await sleep(random() * 600)
    await victims.start(victim)
  })

/** Longer than a lease, and than the idle time after which a silent consumer's entries are claimed. */
const pauseMs = 6_500

const pause = (process: string, all: readonly string[]) =>
  underLoad(async ({ victims, random, sleep }) => {
    const victim = anyOf(process, all, random)
    await victims.pause(victim)
    await sleep(pauseMs)
    await victims.unpause(victim)
  })

/** The replica pauses at a point of its own code, the other takes over its saga, and the first resumes where it was. */
const pauseAt = (place: string, phase: string) => async (context: CellContext) => {
  const { victims, sleep } = context
  const victim = 'saga-orchestrator'
  victims.order(victim, `${place}:${phase}:1:SIGSTOP`)
  const load = shopOf(context).keepCheckingOut(context, 100)
  context.harmed()
  await sleep(pauseMs)
  await victims.pause(victim) // Marks it as paused, even if it stopped by itself.
  await victims.unpause(victim)
  await load.stop()
}

const several = (style: string, all: readonly string[]) =>
  underLoad(async ({ victims, random, sleep }) => {
    const some = shuffled(involved[style] ?? [], random).slice(0, 4)
    for (const name of some) {
      await victims.kill(anyOf(name, all, random))
      await sleep(random() * 300)
    }
    await victims.pause('redis')
    await sleep(1_000)
    await victims.heal()
  })

const namesOf = (style: string, all: readonly string[]): string[] =>
  (involved[style] ?? []).flatMap((name) => instancesOf(name, all))

/** A deployment: restarts each process in turn, replicas one after the other, while checkouts continue. */
const rolling = (style: string, all: readonly string[]) => async (context: CellContext) => {
  const load = shopOf(context).keepCheckingOut(context, 3 * gapMs)
  for (const victim of namesOf(style, all)) {
    await context.victims.kill(victim, 'SIGTERM')
    await context.victims.start(victim)
  }
  context.harmed() // From here on all processes are new; what began before still has to end.
  await load.stop()
}

const hourMs = 3_600_000
/** Shifts the clock of one process; the others keep the real time. */
const shiftClock = (process: string, all: readonly string[], shiftMs: number) =>
  underLoad(async (context) => {
    const { victims, random, sleep } = context
    const victim = anyOf(process, all, random)
    const preload = new URL('./shift-clock.mjs', import.meta.url).href
    await victims.kill(victim, 'SIGTERM')
    await victims.start(victim, { NODE_OPTIONS: `--import ${preload}`, CLOCK_SHIFT_MS: String(shiftMs) })
    await sleep(1_500)
    await victims.kill(victim, 'SIGTERM')
    await victims.start(victim)
  })

/** Each kind of process once, because a pause takes long. */
const pausedProcesses: Record<string, readonly string[]> = {
  orchestrated: ['saga-orchestrator', 'inventaire'],
  choreographed: ['ecommerce', 'worker-stock-reservation', 'worker-order-creation', 'event-store', 'commandes'],
}

const clockProcesses: Record<string, readonly string[]> = {
  orchestrated: ['saga-orchestrator', 'commandes'],
  choreographed: ['ecommerce', 'worker-order-creation', 'event-store'],
}

/** Processes that crash, pause, are asked to end, or have a wrong clock, under load. */
export const processFaults = (all: readonly string[]): FaultCell[] =>
  styles.flatMap((style) => {
    const names = involved[style] ?? []
    return [
      ...names
        .filter((name) => style === 'orchestrated' || !diesExactly.has(name))
        .map((name) => cell(style, name, 'kill', `${name} is killed at any moment`, kill(name, all, 'SIGKILL'))),
      ...names.map((name) =>
        cell(style, name, 'sigterm', `${name} is asked to terminate, and started again`, kill(name, all, 'SIGTERM')),
      ),
      ...(pausedProcesses[style] ?? []).map((name) =>
        cell(style, name, 'pause', `${name} is paused for ${pauseMs / 1_000} s`, pause(name, all)),
      ),
      ...(style === 'orchestrated'
        ? (['before-effect', 'after-effect', 'before-ack'] as const).map((phase) => ({
            ...cell(
              style,
              'saga-orchestrator',
              `pause-${phase}`,
              `A replica is paused ${phase} and resumes after its lease has expired`,
              pauseAt('reserver-stock', phase),
            ),
            step: 'reserver-stock',
          }))
        : []),
      cell(style, 'each', 'rolling', 'A rolling restart: every process in turn, under load', rolling(style, all)),
      ...(style === 'choreographed'
        ? [
            cell(
              style,
              'each',
              'event-versions',
              'A rolling restart that raises the version of an event',
              raiseVersion(namesOf(style, all)),
            ),
          ]
        : []),
      cell(
        style,
        'several',
        'at-once',
        'Four processes die while Redis is frozen, then everything recovers',
        several(style, all),
      ),
      ...(clockProcesses[style] ?? []).flatMap((name) => [
        cell(style, name, 'clock-ahead', `The clock of ${name} is an hour ahead`, shiftClock(name, all, hourMs)),
        cell(style, name, 'clock-behind', `The clock of ${name} is an hour behind`, shiftClock(name, all, -hourMs)),
      ]),
    ]
  })
