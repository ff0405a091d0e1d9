import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parse } from 'yaml'

/** The steps that have an undo, and for each style pairs of [earlier, later] that order the undos. */
export type DeclaredOrder = {
  steps: string[]
  orchestrated: [string, string][]
  choreographed: [string, string][]
}

type Publication = { event: string }
type Document = {
  workflows: {
    steps: { stepId: string; 'x-saga': { undo?: { after?: string[] } } }[]
    'x-saga': {
      choreography: {
        reactions: { on: string; run?: string[]; undo?: string[]; publish: { failed?: Publication[] } }[]
      }
    }
  }[]
}

/**
 * Read from the document itself, not from code generated from it: the checker must not share the generator's mistakes.
 */
export const declaredOrder = (text: string): DeclaredOrder => {
  const [workflow] = (parse(text) as Document).workflows
  if (workflow === undefined) throw new Error('the Arazzo document has no workflow')
  const undos = workflow.steps.filter((step) => step['x-saga'].undo !== undefined)
  const steps = undos.map(({ stepId }) => stepId)
  const { reactions } = workflow['x-saga'].choreography
  // An application undoes its own steps before it publishes the failure; the applications that react undo theirs
  // afterwards.
  const afterFailure = reactions.flatMap(({ run = [], publish }) =>
    reactions
      .filter(({ on }) => publish.failed?.some(({ event }) => event === on))
      .flatMap(({ undo = [] }) =>
        run
          .filter((step) => steps.includes(step))
          .flatMap((step) => undo.map((later): [string, string] => [step, later])),
      ),
  )
  return {
    steps,
    orchestrated: undos.flatMap(({ stepId, 'x-saga': { undo } }) =>
      (undo?.after ?? []).map((earlier): [string, string] => [earlier, stepId]),
    ),
    choreographed: afterFailure,
  }
}

const documentFile = resolve(import.meta.dirname, '../../specs/arazzo/checkout.yaml')

export const readDeclaredOrder = (): DeclaredOrder => declaredOrder(readFileSync(documentFile, 'utf8'))
