import type { Clock } from '#platform/base/clock.ts'
import type { Scope } from '#platform/process/process.ts'
import type { Bus } from '#platform/stream/bus.ts'

/** What a worker receives: the process's scope, an open bus, the clock, and its name within its consumer group. */
export type WorkerScope = Omit<Scope, 'fail'> & { bus: Bus; clock: Clock; consumer: string }

/** A running worker. It closes what it opened through `scope.onStop`. */
export type RunningWorker = {
  /** Throws while the worker can't do its work. */
  ready: () => Promise<void>
}

/** A worker; each worker file in this folder exports it as `worker`. */
export type Worker = {
  /** Port of its metrics and health when PORT is not set. */
  port: number
  start: (scope: WorkerScope) => Promise<RunningWorker>
  /** One-off jobs: `node workers/main.ts <worker> <command>`. */
  commands?: Readonly<Record<string, (scope: WorkerScope) => Promise<void>>>
}
