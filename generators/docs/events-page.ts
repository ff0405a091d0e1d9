import type { Model } from '../asyncapi/model.ts'
import type { Schema } from '../openapi/document.ts'
import { codeBlock, escapeHtml, type Page, prose, table } from './html.ts'
import { membersTable, schemasSection } from './schema.ts'

type EventDocument = { info: { title: string; description?: string } }
/** Example payloads by event name. */
export type PayloadExamples = ReadonlyMap<string, unknown>

const code = (text: string): string => `<code>${escapeHtml(text)}</code>`
const links = (names: readonly string[]): string =>
  names.map((name) => `<a href="#${name}">${code(name)}</a>`).join(', ')

/** Collects titled objects nested in a payload, so that each is documented once. */
const namedIn = (schema: Schema, found: Record<string, Schema>): void => {
  for (const member of Object.values((schema.properties ?? {}) as Record<string, Schema>)) {
    if (typeof member.title === 'string' && member.type === 'object') found[member.title] = member
    namedIn(member, found)
  }
  if (typeof schema.items === 'object' && schema.items !== null) {
    const items = schema.items as Schema
    if (typeof items.title === 'string' && items.type === 'object') found[items.title] = items
    namedIn(items, found)
  }
}

const applicationsTable = ({ applications }: Model): string => {
  const rows = applications.map(({ name, summary, sends, receives }) => [
    `${code(name)}<small>${prose(summary)}</small>`,
    sends.length === 0 ? '–' : links(sends),
    receives === undefined ? '–' : receives.all ? 'every event' : links(receives.events),
    receives?.group === undefined ? '–' : code(receives.group),
  ])
  return table(['Application', 'Sends', 'Receives', 'Group'], rows, 'Applications')
}

const eventSection = (model: Model, name: string, named: Record<string, Schema>, example: unknown): string => {
  const event = model.events.find((one) => one.name === name)
  if (event === undefined) return ''
  const senders = model.applications.filter(({ sends }) => sends.includes(name)).map((one) => code(one.name))
  const receivers = model.applications
    .filter(({ receives }) => receives?.all || receives?.events.includes(name))
    .map((one) => code(one.name))
  const id = event.eventIdTemplate.replaceAll('${payload.', '{')
  return `<section class="operation" id="${name}"><div class="about"><h2>${name}</h2><p>${prose(event.summary)}</p>
<p class="callers">From ${senders.join(', ') || 'outside'} to ${receivers.join(', ')}. Version ${event.version}, event id ${code(id)}.</p>
${membersTable(event.schema as Schema, named, `Payload of ${name}`)}</div>
<div class="examples">${example === undefined ? '' : codeBlock(JSON.stringify(example, null, 2), 'payload')}</div></section>`
}

/** The page of the events: their senders, receivers and payloads. */
export const eventsPage = (model: Model, document: EventDocument, examples: PayloadExamples): Page => {
  const named: Record<string, Schema> = {}
  for (const { schema } of model.events) namedIn(schema as Schema, named)
  return {
    path: 'events.html',
    title: document.info.title,
    lead: prose(document.info.description),
    contents: [['applications', 'Senders and receivers'], ...model.events.map(({ name }) => [name, name] as const)],
    body: `<h2 id="applications">Senders and receivers</h2><p>Stream ${code(model.stream)}.</p>${applicationsTable(model)}
${model.events.map(({ name }) => eventSection(model, name, named, examples.get(name))).join('\n')}
${schemasSection(named)}`,
  }
}
