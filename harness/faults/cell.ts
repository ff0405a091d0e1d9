/** One square of the matrix: which process meets which fault at which step, in which style. */
export type Place = {
  readonly style: string
  readonly process: string
  /** `any` where the fault is not aimed at a step. */
  readonly step: string
  /** A phase of a step, or the name of the fault. */
  readonly phase: string
}

/** `missed`: the fault was ordered and did not happen, which says nothing for the system and is not hidden. */
export type CellVerdict = 'held' | 'violated' | 'missed' | 'untested'

export type CellResult = Place & {
  /** `crash`: a process dies at a point of its own code; `fault`: anything else. */
  readonly kind: 'crash' | 'fault'
  readonly text: string
  readonly verdict: CellVerdict
  readonly seed: number
  /** What was wrong, or why it was not tested. */
  readonly findings: readonly string[]
  /** What the clients were told in the end, by outcome. */
  readonly outcomes: Readonly<Record<string, number>>
  /** From the fault until everything was at rest again. */
  readonly recoveryMs: number | null
  readonly durationMs: number
}

export const idOf = ({ style, process, step, phase }: Place): string => `${style} ${process} ${step} ${phase}`

/** What to type to see this cell again, with the same seed. */
export const commandOf = ({ style, process, step, phase }: Place, seed: number): string =>
  `npm run scenario -- faults --style ${style} --process ${process} --step ${step} --phase ${phase} --seed ${seed}`

export type Filter = Partial<Place & { kind: string }>

export const matches = (place: Place & { kind: string }, filter: Filter): boolean =>
  (['kind', 'style', 'process', 'step', 'phase'] as const).every(
    (key) => filter[key] === undefined || filter[key] === place[key],
  )

/** Why a cell was not run although it could have been. */
export const timeIsOver = 'the time was over before this cell'
