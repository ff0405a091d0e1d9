import { checkoutReactions, checkoutSaga } from '#generated/saga/checkout.ts'
import type { Hosts } from '#harness/faults/reachable.ts'
import type { SagaTable, StepTable } from '#saga/definition.ts'

/** Which process of docker-compose.yml does what. Replicas of a process have its name and a number. */

const services: Record<string, string> = {
  verifierStock: 'inventaire',
  diminuerStock: 'inventaire',
  augmenterStock: 'inventaire',
  lireSelection: 'catalogue',
  enregistrerVente: 'commandes',
  annulerVente: 'commandes',
}

const serves = (operation: string): string => {
  const service = services[operation]
  if (service === undefined) throw new Error(`nobody is known to serve ${operation}`)
  return service
}

const worker = (owner: string): string => `worker-${owner}`

export const styles = ['orchestrated', 'choreographed'] as const
export type Style = (typeof styles)[number]

export const table: SagaTable = checkoutSaga

/** A worker undoes its own unknown effect; the effect of another is undone by whoever reacts to the failure. */
const undoers = ({ id }: StepTable): string[] =>
  Object.entries(checkoutReactions).flatMap(([owner, reaction]) =>
    ('run' in reaction ? reaction.run : reaction.undo).some((step: string) => step === id) ? [worker(owner)] : [],
  )

export const hosts: Record<Style, Hosts> = {
  orchestrated: { runs: () => 'saga-orchestrator', undoes: () => ['saga-orchestrator'], serves },
  choreographed: { runs: ({ owner }) => worker(owner), undoes: undoers, serves },
}

/** All processes that do the work of this one: itself, or its numbered replicas. */
export const instancesOf = (name: string, all: readonly string[]): string[] =>
  all.filter((one) => one === name || (one.startsWith(`${name}-`) && /^\d+$/.test(one.slice(name.length + 1))))
