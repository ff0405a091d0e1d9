import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readModel as readSaga } from '../arazzo/main.ts'
import { readModel as readEvents } from '../asyncapi/model.ts'
import { readDocument as readEventDocument } from '../asyncapi/read-document.ts'
import { bundle } from '../openapi/bundle.ts'
import { operationsOf } from '../openapi/document.ts'
import { readYaml } from '../shared/read-yaml.ts'
import { SpecError } from '../shared/spec-error.ts'
import { eventsPage, type PayloadExamples } from './events-page.ts'
import { guidePages, type NavigationGroup } from './guides.ts'
import { escapeHtml, type Page, renderPage, type Site } from './html.ts'
import { sagaPage } from './saga-page.ts'
import { searchFiles } from './search.ts'
import { type Problems, servicePage } from './service-page.ts'
import { styleSheet } from './style.ts'

/** The sources of the site, and its name. */
export type SiteSources = {
  name: string
  folder: string
  /** The list of Markdown pages. */
  guides: string
  packageName: string
  work: string
}

/** The sources of this project's site. */
export const projectSources = (): SiteSources => {
  const { name } = JSON.parse(readFileSync('sdk/manifest.json', 'utf8')) as { name: string }
  return {
    name: 'Sagabench',
    folder: 'specs',
    guides: 'docs/site.yaml',
    packageName: name,
    work: '.sagabench/docs',
  }
}

type RawEvents = {
  info: { title: string; description?: string }
  components: { messages: Record<string, { examples?: { payload: unknown }[] }> }
}

const single = (pattern: string): string => {
  const [file] = globSync(pattern).sort()
  if (file === undefined) throw new SpecError(pattern, 'no such file')
  return file
}

const readEventPage = async (file: string) => {
  const model = readEvents(await readEventDocument(file), file, file)
  const raw = readYaml(file) as RawEvents
  const examples: PayloadExamples = new Map(
    Object.entries(raw.components.messages).map(([name, message]) => [name, message.examples?.[0]?.payload]),
  )
  return { model, page: eventsPage(model, raw, examples) }
}

const cardOf = ({ path, title, lead }: Page, count = ''): string => {
  const [first = ''] = lead.replaceAll(/<[^>]+>/g, '').split(/(?<=\.)\s/)
  return `<li><a href="${path}"><b>${escapeHtml(title)}</b>${`${first} ${count}`.trim()}</a></li>`
}

const countOf = (operations: number): string => `${operations} ${operations === 1 ? 'operation' : 'operations'}.`

const cardsOf = ({ title, pages }: NavigationGroup, counts: ReadonlyMap<string, number>): string => {
  const cards = pages.map((page) => {
    const count = counts.get(page.path)
    return cardOf(page, count === undefined ? undefined : countOf(count))
  })
  return `<h2>${escapeHtml(title)}</h2><ul class="cards">${cards.join('')}</ul>`
}

/** The pages that are made from the specifications: APIs, events and the sagas. */
const specificationPages = async ({ folder, packageName, work }: SiteSources) => {
  const specifications = await bundle(globSync(join(folder, 'openapi/*.yaml')).sort(), work)
  const problems = readYaml(join(folder, 'common/problems.yaml')) as Problems
  const services = specifications.map((specification) => servicePage(specification, problems, packageName))
  const events = await readEventPage(single(join(folder, 'asyncapi/*.yaml')))
  const processes = globSync(join(folder, 'arazzo/*.yaml')).sort()
  const sagas = await Promise.all(processes.map(async (file) => sagaPage(await readSaga(file), events.model)))
  const counts = new Map(
    specifications.map(({ service, document }) => [`${service}.html`, operationsOf(document).length]),
  )
  return { pages: [...sagas, events.page, ...services], counts }
}

/**
 * Every file of the site by its path: guides, decisions, APIs, events, the sagas, the files of the project that the guides lead
 * to, and the search. @throws SpecError for a mistake in the specifications or in the list of guides
 */
export const buildSite = async (sources: SiteSources): Promise<Map<string, string>> => {
  const { pages, counts } = await specificationPages(sources)
  const { start, groups: guides, decisions, files } = guidePages(sources.guides)
  const groups = [...guides, { title: 'APIs and events', pages }]
  const cards = groups.map((group) => cardsOf(group, counts)).join('\n')
  const index = { ...start, body: `${start.body}\n${cards}`, contents: [] }
  const site: Site = {
    name: sources.name,
    groups: groups.map(({ title, pages: own }) => ({
      title,
      links: own.map((page) => ({ path: page.path, title: page.short ?? page.title })),
    })),
  }
  const found = [start, ...groups.flatMap((group) => group.pages), ...decisions]
  return new Map([
    ['style.css', styleSheet],
    ...(await searchFiles(found)),
    ...[...found.slice(1), index, ...files].map((page) => [page.path, renderPage(page, site)] as const),
  ])
}
