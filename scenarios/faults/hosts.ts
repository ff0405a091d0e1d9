import { checkoutReactions, checkoutSaga } from '#generated/saga/checkout.ts'
import type { Hosts } from '#harness/faults/reachable.ts'
import type { SagaTable, StepTable } from '#saga/definition.ts'
import routes from '../../generated/gateway/routes.json' with { type: 'json' }

/** Maps work to the processes of docker-compose.yml. Replicas have the process's name and a number. */

/** The service that serves an operation, from the generated routes. */
export const serves = (operation: string): string => {
  const route = routes.find(({ operationId }) => operationId === operation)
  if (route === undefined) throw new Error(`no route of generated/gateway/routes.json serves ${operation}`)
  return route.service
}

const worker = (owner: string): string => `worker-${owner}`

export const styles = ['orchestrated', 'choreographed'] as const
export type Style = (typeof styles)[number]

export const table: SagaTable = checkoutSaga

/**
 * A worker undoes its own effect of unknown outcome; another worker's effect is undone by the worker that reacts to the
 * failure.
 */
const undoers = ({ id }: StepTable): string[] =>
  Object.entries(checkoutReactions).flatMap(([owner, reaction]) =>
    ('run' in reaction ? reaction.run : reaction.undo).some((step: string) => step === id) ? [worker(owner)] : [],
  )

export const hosts: Record<Style, Hosts> = {
  orchestrated: { runs: () => 'saga-orchestrator', undoes: () => ['saga-orchestrator'], serves },
  choreographed: { runs: ({ owner }) => worker(owner), undoes: undoers, serves },
}

/** All processes that do this one's work: itself and its numbered replicas. */
export const instancesOf = (name: string, all: readonly string[]): string[] =>
  all.filter((one) => one === name || (one.startsWith(`${name}-`) && /^\d+$/.test(one.slice(name.length + 1))))
