import { mkdir, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Document } from 'yaml'
import type { Workflow } from './document.ts'

/** Every state of a workflow, in the order in which a run can reach them: forward, failed, undone. */
export const statesOf = ({ steps, 'x-saga': { states } }: Workflow): string[] => {
  const ofSteps = steps.map((step) => step['x-saga'].states)
  const forward = ofSteps.flatMap(({ running, done }) => [running, done])
  const failed = ofSteps.map((step) => step.failed)
  return [...new Set([states.initial, ...forward, states.done, ...failed, states.undoing, states.undone])]
}

/** The pattern of step names. The schema has no enum, so that a new step doesn't break readers. */
export const stepName = { maxLength: 100, pattern: '^[a-z][a-z0-9-]*$' } as const

/** The schemas derived from a workflow, by their names in `x-saga.schemas`. */
export const derivedSchemas = (workflow: Workflow): Record<string, object> => {
  const { schemas, states } = workflow['x-saga']
  if (!schemas) return {}
  const { workflowId, steps } = workflow
  return {
    [schemas.state]: {
      title: schemas.state,
      description: `State of a ${workflowId} saga. Only ${states.done} and ${states.undone} are terminal.`,
      type: 'string',
      enum: statesOf(workflow),
    },
    [schemas.step]: {
      title: schemas.step,
      description: `A step of the ${workflowId}; null if the deadline passed between two steps. A newer process may have steps beyond the examples.`,
      type: ['string', 'null'],
      ...stepName,
      examples: steps.map(({ stepId }) => stepId),
    },
  }
}

/** Renders the file of derived schemas. */
export const renderDerived = (workflow: Workflow, spec: string): string => {
  const document = new Document(derivedSchemas(workflow))
  document.commentBefore = ` Derived from specs/arazzo/${basename(spec)} by generators/arazzo. Do not edit.`
  return document.toString({ lineWidth: 140 })
}

/** Writes the schemas derived from a workflow to `<specs>/derived/`, if it declares any. */
export const writeDerived = async (workflow: Workflow, spec: string): Promise<void> => {
  if (!workflow['x-saga'].schemas) return
  const folder = join(dirname(spec), '..', 'derived')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, basename(spec)), renderDerived(workflow, spec))
}
