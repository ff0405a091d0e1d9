import { healAtMs, type World } from './world.ts'

export type ForgetKind = 'all' | 'the last second'

/** The special events of a schedule, beyond lost messages and dying processes, drawn before it starts. */
export type Plan = {
  /** The start of each saga. */
  readonly startsMs: readonly number[]
  /** The bus loses entries. */
  readonly forgets: { readonly atMs: number; readonly kind: ForgetKind } | undefined
  /** Requests of an operator. */
  readonly orders: readonly Order[]
  /** A group loses its pending entries without a trace. */
  readonly drops: { readonly atMs: number; readonly group: number } | undefined
  /** The bus evicts its marks. */
  readonly evictsAtMs: number | undefined
  /** The clock of one process jumps. */
  readonly clockStep: { readonly atMs: number; readonly byMs: number; readonly process: number } | undefined
}

export type Order = {
  readonly atMs: number
  readonly what: 'force' | 'restart'
  /** Indexes of saga, replica and step. */
  readonly saga: number
  readonly replica: number
  readonly step: number
}

const hourMs = 3_600_000
const apartMs = [0, 2, 15, 60, 1_000, 4_000] as const
/** Moments for special events: sagas take milliseconds without faults, and seconds with them. */
const momentsMs = [4, 9, 20, 45, 120, 400, 1_100, 2_600, 5_500, 11_000, 24_000] as const
const ordersMax = 2

const momentOf = ({ choices }: World): number => momentsMs[choices.pick(momentsMs.length, 0.9)] ?? momentsMs[0]

const ordersOf = (world: World, steps: number): Order[] => {
  const { choices } = world
  const orders: Order[] = []
  while (orders.length < ordersMax) {
    const what = [undefined, 'force', 'restart'][choices.pick(3, 0.15)] as Order['what'] | undefined
    if (what === undefined) break
    const atMs = momentOf(world)
    const [saga, replica] = [choices.pick(world.ids.length, 0.5), choices.pick(2, 0.5)]
    orders.push({ atMs, what, saga, replica, step: what === 'restart' ? choices.pick(steps, 0.7) : 0 })
  }
  return orders
}

/** `forgetful`: there is a bus that can lose entries. `droppable`: a watchdog ends sagas whose entries a group has lost. */
type PlanOptions = { steps: number; processes: number; forgetful: boolean; droppable: boolean }

const groupsMax = 3

/** Draws the plan of a schedule. An event that doesn't happen takes a single choice. */
export const planOf = (world: World, { steps, processes, forgetful, droppable }: PlanOptions): Plan => {
  const { choices } = world
  const startsMs = world.ids.map((_, index) => (index === 0 ? 0 : world.some(apartMs, 0.5)))
  const kind = forgetful ? ([undefined, 'all', 'the last second'] as const)[choices.pick(3, 0.12)] : undefined
  const forgets = kind && { atMs: Math.min(momentOf(world), healAtMs), kind }
  const isDropped = droppable && !forgets && choices.pick(2, 0.1) === 1
  const drops = isDropped ? { atMs: momentOf(world), group: choices.pick(groupsMax, 0.7) } : undefined
  const evictsAtMs = droppable && !forgets && choices.pick(2, 0.08) === 1 ? momentOf(world) : undefined
  const byMs = world.some([0, hourMs, -hourMs], 0.08)
  const clockStep = byMs === 0 ? undefined : { byMs, atMs: momentOf(world), process: choices.pick(processes, 0.9) }
  return { startsMs, forgets, drops, evictsAtMs, clockStep, orders: forgetful ? [] : ordersOf(world, steps) }
}
