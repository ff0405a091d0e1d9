/** One cell of the matrix: a process, a fault, a step and a style. */
export type Place = {
  readonly style: string
  readonly process: string
  /** `any` if the fault does not target a step. */
  readonly step: string
  /** A phase of a step, or the name of the fault. */
  readonly phase: string
}

/** `missed`: the fault was ordered but did not happen, so the cell proves nothing. */
export type CellVerdict = 'held' | 'violated' | 'missed' | 'untested'

export type CellResult = Place & {
  /** `crash`: a process dies at a point of its own code; `fault`: anything else. */
  readonly kind: 'crash' | 'fault'
  readonly text: string
  readonly verdict: CellVerdict
  readonly seed: number
  /** The problems found, or why the cell was not tested. */
  readonly findings: readonly string[]
  /** Final answers to the clients, counted by outcome. */
  readonly outcomes: Readonly<Record<string, number>>
  /** Time from the fault until everything was at rest again. */
  readonly recoveryMs: number | null
  readonly durationMs: number
}

export const idOf = ({ style, process, step, phase }: Place): string => `${style} ${process} ${step} ${phase}`

/** The command that repeats this cell with the same seed. */
export const commandOf = ({ style, process, step, phase }: Place, seed: number): string =>
  `npm run scenario -- faults --style ${style} --process ${process} --step ${step} --phase ${phase} --seed ${seed}`

export type Filter = Partial<Place & { kind: string }>

export const matches = (place: Place & { kind: string }, filter: Filter): boolean =>
  (['kind', 'style', 'process', 'step', 'phase'] as const).every(
    (key) => filter[key] === undefined || filter[key] === place[key],
  )

/** The reason for a cell that the time limit cut off. */
export const timeIsOver = 'the time limit was reached before this cell'
