import type { Clock } from '#platform/base/clock.ts'
import type { Scope } from '#platform/process/process.ts'
import type { Bus } from '#platform/stream/bus.ts'

/** What a worker gets: the process's scope, an open bus, the time, and its name within its consumer group. */
export type WorkerScope = Omit<Scope, 'fail'> & { bus: Bus; clock: Clock; consumer: string }

/** A worker at work. What it opened it closes through `scope.onStop`. */
export type RunningWorker = {
  /** Throws while the worker can't do its work. */
  ready: () => Promise<void>
}

/** One worker: every file in this folder that is one exports it as `worker`. */
export type Worker = {
  /** Port of its metrics and health when PORT is not set. */
  port: number
  start: (scope: WorkerScope) => Promise<RunningWorker>
  /** One-off jobs: `node workers/main.ts <worker> <command>`. */
  commands?: Readonly<Record<string, (scope: WorkerScope) => Promise<void>>>
}
