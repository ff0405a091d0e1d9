import type { Model as SagaModel } from '../arazzo/model.ts'
import type { Model as EventsModel } from '../asyncapi/model.ts'
import { figure, list, parts } from './figure.ts'
import { escapeHtml, type Page, prose, table } from './html.ts'
import { choreographedSequence, inWords, orchestratedSequence, type Sequence } from './sequence.ts'
import { renderSequence } from './sequence-diagram.ts'
import { renderStateDiagram, stateSentences } from './state-diagram.ts'

const code = (text: string): string => `<code>${escapeHtml(text)}</code>`

const sequenceFigure = (sequence: Sequence, caption: string, id: string): string => {
  return figure(renderSequence(sequence, caption, id), caption, parts(inWords(sequence)))
}

const stepsTable = ({ steps }: SagaModel): string => {
  const rows = steps.map(({ source, call, undo }) => {
    const { owner, refusals = {} } = source['x-saga']
    const reasons = Object.values(refusals).map((one) => code(typeof one === 'string' ? one : one.reason))
    return [
      `${code(source.stepId)}<small>${prose(source.description)}</small>`,
      `<a href="${call.service}.html#${call.operation}">${code(call.operation)}</a>`,
      undo === undefined ? '–' : `<a href="${undo.service}.html#${undo.operation}">${code(undo.operation)}</a>`,
      code(owner),
      source.timeout === undefined ? '–' : `${source.timeout} ms`,
      reasons.join(', ') || '–',
    ]
  })
  return table(['Step', 'Calls', 'Undone by', 'Owner', 'Time limit', 'Refused as'], rows, 'Steps')
}

const reactionsTable = ({ reactions }: SagaModel): string => {
  const published = (list: readonly { event: string }[] | undefined): string =>
    (list ?? []).map(({ event }) => `<a href="events.html#${event}">${code(event)}</a>`).join(', ') || '–'
  const rows = reactions.map(({ source, publish }) => [
    code(source.owner),
    `<a href="events.html#${source.on}">${code(source.on)}</a>`,
    [...(source.run ?? []), ...(source.undo ?? []).map((step) => `undo ${step}`)].map(code).join(', '),
    published(publish.succeeded),
    published(publish.failed),
    published(publish.undone_before),
  ])
  return table(
    ['Owner', 'Event', 'Runs', 'Publishes', 'On failure', 'If already undone'],
    rows,
    'Reactions of the choreography',
  )
}

/** The page of a process: its states, steps and both styles, drawn from the model behind the generated code. */
export const sagaPage = (model: SagaModel, events: EventsModel): Page => {
  const { workflow } = model
  const name = workflow.workflowId.replace(/^\w/, (letter) => letter.toUpperCase())
  const choreographed = choreographedSequence(model, events)
  const description = (workflow as { description?: string }).description
  return {
    path: `${workflow.workflowId}-saga.html`,
    title: `${name}: the saga`,
    short: `${name} saga`,
    lead: prose([workflow.summary, description].filter(Boolean).join(' ')),
    contents: [
      ['states', 'States'],
      ['steps', 'Steps'],
      ['orchestrated', 'Orchestrated'],
      ...(choreographed ? [['choreographed', 'Choreographed'] as const] : []),
    ],
    body: `<h2 id="states">States</h2>
${figure(renderStateDiagram(model, 'States of the saga'), 'Every failure leads to the undo of all steps that had an effect.', list(stateSentences(model)))}
<h2 id="steps">Steps</h2>
${stepsTable(model)}
<h2 id="orchestrated">Orchestrated</h2>
${sequenceFigure(orchestratedSequence(model), 'One coordinator calls each service, and undoes the steps after a failure.', 'orchestrated')}
${
  choreographed === undefined
    ? ''
    : `<h2 id="choreographed">Choreographed</h2>
${sequenceFigure(choreographed, 'Each owner waits for its event, runs its steps, and publishes the outcome.', 'choreographed')}
${reactionsTable(model)}`
}`,
  }
}
