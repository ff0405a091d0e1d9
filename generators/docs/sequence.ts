import type { ReactionModel, Model as SagaModel, StepModel } from '../arazzo/model.ts'
import type { Model as EventsModel } from '../asyncapi/model.ts'

/** One arrow; a call and its answer are two lines. */
export type Line = { from: string; to: string; text: string; kind: 'call' | 'answer' | 'event' }
/** Consecutive lines. A part with a title shows an alternative or a continuation. */
export type Part = { title?: string; lines: Line[] }
export type Sequence = { participants: string[]; parts: Part[] }

const client = 'client'
const line = (kind: Line['kind'], from: string, to: string, text: string): Line => ({ from, to, text, kind })

/** All participants in order of appearance. */
const participantsOf = (first: readonly string[], parts: readonly Part[]): string[] => [
  ...new Set([...first, ...parts.flatMap(({ lines }) => lines.flatMap(({ from, to }) => [from, to]))]),
]

const servicesOf = (steps: readonly StepModel[]): string[] =>
  steps.flatMap(({ call, undo }) => [call.service, ...(undo ? [undo.service] : [])])

const undosOf = (caller: string, steps: readonly StepModel[]): Line[] =>
  steps.flatMap(({ undo }) => (undo ? [line('call', caller, undo.service, undo.operation)] : []))

/** The calls of the coordinator, then its undos after a failure, last step first. */
export const orchestratedSequence = ({ workflow, steps }: SagaModel): Sequence => {
  const coordinator = 'orchestrator'
  const { done, undone } = workflow['x-saga'].states
  const calls = steps.flatMap(({ source, call }) => [
    line('call', coordinator, call.service, call.operation),
    line('answer', call.service, coordinator, source['x-saga'].states.done),
  ])
  const undos = steps.toReversed().flatMap(({ undo }) => {
    if (undo === undefined) return []
    return [
      line('call', coordinator, undo.service, undo.operation),
      line('answer', undo.service, coordinator, 'undone'),
    ]
  })
  const parts: Part[] = [
    {
      lines: [
        line('call', client, coordinator, workflow.workflowId),
        ...calls,
        line('answer', coordinator, client, done),
      ],
    },
    {
      title: 'when a step fails: undo every step that may have had an effect',
      lines: [...undos, line('answer', coordinator, client, undone)],
    },
  ]
  return { participants: participantsOf([client, coordinator, ...servicesOf(steps)], parts), parts }
}

/** The choreography over one stream: each owner's event, its calls and the events it publishes. */
export const choreographedSequence = (
  model: SagaModel,
  events: Pick<EventsModel, 'applications'>,
): Sequence | undefined => {
  const choreography = model.workflow['x-saga'].choreography
  if (choreography === undefined) return undefined
  const { begins, ends } = choreography
  const stream = 'stream'
  const starter = events.applications.find(({ sends }) => sends.includes(begins))?.name ?? 'publisher'
  const stepOf = (id: string): StepModel | undefined => model.steps.find(({ source }) => source.stepId === id)
  const chosen = (ids: readonly string[] = []): StepModel[] => ids.flatMap((id) => stepOf(id) ?? [])

  const react = ({ source, publish }: ReactionModel, seen: ReadonlySet<string>): Line[] => {
    const { owner, on, run, undo } = source
    const calls = chosen(run).map(({ call }) => line('call', owner, call.service, call.operation))
    const published = publish.succeeded.map(({ event }) => event)
    return [
      line('event', stream, owner, on),
      ...calls,
      ...undosOf(owner, chosen(undo)),
      ...follow(owner, published, seen),
    ]
  }

  /** The lines after `published`: the reactions of other owners and the end that the client sees. */
  const follow = (publisher: string, published: readonly string[], seen: ReadonlySet<string> = new Set()): Line[] => {
    const publications = published.map((event) => line('event', publisher, stream, event))
    const known = new Set([...seen, ...published])
    const next = model.reactions.filter(({ source }) => published.includes(source.on) && !seen.has(source.on))
    const end = published.find((event) => ends.includes(event))
    const seenByClient =
      end === undefined ? [] : [line('event', stream, starter, end), line('answer', starter, client, end)]
    return [...publications, ...next.flatMap((reaction) => react(reaction, known)), ...seenByClient]
  }

  const failures = model.reactions.flatMap(({ source, publish }): Part[] => {
    if (publish.failed === undefined) return []
    const own = chosen(source.run).filter(({ source: step }) => step['x-saga'].undo?.owner === source.owner)
    const published = publish.failed.map(({ event }) => event)
    const lines = [...undosOf(source.owner, own), ...follow(source.owner, published)]
    return [{ title: `when ${source.owner} fails`, lines }]
  })
  const good = [line('call', client, starter, model.workflow.workflowId), ...follow(starter, [begins])]
  const parts = [{ lines: good }, ...failures]
  const owners = model.reactions.map(({ source }) => source.owner)
  return {
    participants: participantsOf([client, starter, stream, ...owners, ...servicesOf(model.steps)], parts),
    parts,
  }
}

const verbs: Readonly<Record<Line['kind'], string>> = { call: 'calls', answer: 'answers', event: 'sends' }

/** A sequence as sentences, one list for each part. */
export const inWords = ({ parts }: Sequence): { title: string; sentences: string[] }[] =>
  parts.map(({ title = 'as planned', lines }) => ({
    title,
    sentences: lines.map(({ from, to, text, kind }) =>
      kind === 'event' ? `${from} ${verbs[kind]} ${text} to ${to}` : `${from} ${verbs[kind]} ${to}: ${text}`,
    ),
  }))
