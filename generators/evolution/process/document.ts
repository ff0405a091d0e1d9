import { child, childPair, items, type Located, nodeOf, type Pair, rootOf, textOf } from '../core/located.ts'
import {
  always,
  described,
  infoRules,
  isExpected,
  isNodes,
  judged,
  reportChange,
  specificationRule,
} from '../core/rules.ts'
import { compareMap, compareMembers, elsewhere, judge, type MemberRule, type Walk } from '../core/walk.ts'
import { compareUsed } from '../schema/use.ts'
import { reactionRule, stepRules } from './saga.ts'

type Listed = {
  readonly both: (pair: Pair, name: string) => void
  readonly what: string
  readonly added: 'breaking' | 'compatible'
}

/** Compares two lists of named items, regardless of their order. */
const compareList = (walk: Walk, lists: Pair, place: string, id: string, { both, what, added }: Listed): void => {
  if (!isExpected(walk, lists, place, isNodes)) return
  if (items(lists.old).length === 0 || items(lists.now).length === 0) judge(walk, lists)
  const named = (list: Located): Map<string, Located> =>
    new Map(items(list).map((item) => [textOf(nodeOf(item.value)[id]), item]))
  const [old, now] = [named(lists.old), named(lists.now)]
  for (const [name, before] of old) {
    const after = now.get(name)
    if (after) both({ old: before, now: after }, name)
    else {
      walk.judged.old.add(before.at)
      reportChange(walk, 'breaking', `${what}-removed`, `${place} ${name}`.trim(), `the ${what} was removed`, {
        old: before,
      })
    }
  }
  for (const [name, after] of now) {
    if (old.has(name)) continue
    walk.judged.now.add(after.at)
    reportChange(walk, added, `${what}-added`, `${place} ${name}`.trim(), `the ${what} was added`, { now: after })
  }
}

/** Compares steps and their order: running processes have already completed the first steps in the old order. */
const compareSteps = (walk: Walk, lists: Pair, place: string): void => {
  compareList(walk, lists, place, 'stepId', {
    what: 'step',
    added: 'breaking',
    both: (step, name) => {
      const { owner } = nodeOf(nodeOf(step.old.value)['x-saga'])
      const attributed: Walk = {
        ...walk,
        report: (one) => walk.report({ ...one, affected: typeof owner === 'string' ? [owner] : [] }),
      }
      compareMembers(attributed, step, `${place} ${name}`, stepRules(`${place} ${name}`))
    },
  })
  const idsOf = (list: Located): unknown[] => items(list).map(({ value }) => nodeOf(value).stepId)
  const [old, now] = [idsOf(lists.old), idsOf(lists.now)]
  const [before, after] = [old.filter((id) => now.includes(id)), now.filter((id) => old.includes(id))]
  if (before.join() !== after.join())
    reportChange(walk, 'breaking', 'step-order-changed', place, `${before.join(', ')} → ${after.join(', ')}`, lists)
}

const compareOutputs = (walk: Walk, pair: Pair, place: string): void =>
  compareMap(walk, pair, {
    both: (output, name) => {
      const rule = always('breaking', 'output-changed', `${place} output ${name}`, 'the output has a different value')
      rule(walk, output, pair)
    },
    removed: (old, name) =>
      reportChange(walk, 'breaking', 'output-removed', `${place} output ${name}`, 'the output was removed', { old }),
    added: (now, name) =>
      reportChange(walk, 'compatible', 'output-added', `${place} output ${name}`, 'the output was added', { now }),
  })

const compareWorkflow = (walk: Walk, pair: Pair, place: string): void =>
  compareMembers(walk, pair, place, {
    ...described,
    workflowId: judged,
    inputs: (_inner, inputs) => compareUsed(walk, inputs, `${place} inputs`, 'request'),
    outputs: (_inner, outputs) => compareOutputs(walk, outputs, place),
    steps: (_inner, steps) => compareSteps(walk, steps, place),
    'x-saga': reactionRule(place),
  })

const sourceRules = (place: string): Readonly<Record<string, MemberRule>> => ({
  name: judged,
  type: always('breaking', 'source-changed', place, 'its operations come from a different document'),
  url: always('breaking', 'source-changed', place, 'its operations come from a different document'),
})

/** Compares two versions of an Arazzo document, for callers, participants and running processes. */
export const compareProcess = (walk: Walk): void => {
  const pair = { old: rootOf(walk.roots.old), now: rootOf(walk.roots.now) }
  compareMembers(walk, pair, '/', {
    ...described,
    arazzo: specificationRule,
    info: (_inner, info) => compareMembers(walk, info, 'info', infoRules),
    sourceDescriptions: (_inner, lists) =>
      compareList(walk, lists, '', 'name', {
        what: 'source',
        added: 'compatible',
        both: (source, name) => compareMembers(walk, source, name, sourceRules(name)),
      }),
    workflows: elsewhere,
    components: elsewhere,
  })
  compareList(walk, childPair(pair, 'workflows'), '', 'workflowId', {
    what: 'workflow',
    added: 'compatible',
    both: (workflow, name) => compareWorkflow(walk, workflow, name),
  })
}

/** The number of steps in a document. */
export const stepsIn = (root: unknown): number =>
  items(child(rootOf(root), 'workflows')).reduce((sum, workflow) => sum + items(child(workflow, 'steps')).length, 0)
