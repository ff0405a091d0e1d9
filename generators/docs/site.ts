import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { marked } from 'marked'
import { readModel as readSaga } from '../arazzo/main.ts'
import { readModel as readEvents } from '../asyncapi/model.ts'
import { readDocument as readEventDocument } from '../asyncapi/read-document.ts'
import { bundle } from '../openapi/bundle.ts'
import { operationsOf } from '../openapi/document.ts'
import { readYaml } from '../shared/read-yaml.ts'
import { SpecError } from '../shared/spec-error.ts'
import { eventsPage, type PayloadExamples } from './events-page.ts'
import { escapeHtml, type Page, renderPage } from './html.ts'
import { sagaPage } from './saga-page.ts'
import { type Problems, servicePage } from './service-page.ts'
import { styleSheet } from './style.ts'

/** The sources of the site, and its name. */
export type SiteSources = {
  name: string
  lead: string
  folder: string
  guide: string
  packageName: string
  work: string
}

/** The sources of this project's site. */
export const projectSources = (): SiteSources => {
  const { description } = JSON.parse(readFileSync('package.json', 'utf8')) as { description: string }
  const { name } = JSON.parse(readFileSync('sdk/manifest.json', 'utf8')) as { name: string }
  return {
    name: 'Sagabench',
    lead: `${description}.`,
    folder: 'specs',
    guide: 'sdk/README.md',
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

const guidePage = (file: string): Page => {
  const text = readFileSync(file, 'utf8')
  const [, title = 'SDK', rest = ''] = /^# (.+)\n([\s\S]*)$/.exec(text) ?? []
  const [lead = '', ...others] = rest.trim().split('\n\n')
  const id = (heading: string): string => heading.toLowerCase().replaceAll(/[^a-z]+/g, '-')
  const headings = [...rest.matchAll(/^## (.+)$/gm)].map(([, heading = '']) => heading)
  const html = marked.parse(others.join('\n\n'), { async: false })
  const body = html
    .replaceAll(/<h2>(.+?)<\/h2>/g, (_, heading: string) => `<h2 id="${id(heading)}">${heading}</h2>`)
    .replaceAll('<pre>', '<pre tabindex="0">')
    .replaceAll('<table>', '<div class="scroll" tabindex="0" role="region" aria-label="Table"><table>')
    .replaceAll('</table>', '</table></div>')
  const contents = headings.map((heading) => [id(heading), heading] as const)
  return { path: 'sdk.html', title, short: 'SDK', lead: marked.parseInline(lead, { async: false }), contents, body }
}

const readEventPage = async (file: string) => {
  const model = readEvents(await readEventDocument(file), file, file)
  const raw = readYaml(file) as RawEvents
  const examples: PayloadExamples = new Map(
    Object.entries(raw.components.messages).map(([name, message]) => [name, message.examples?.[0]?.payload]),
  )
  return { model, page: eventsPage(model, raw, examples) }
}

const indexPage = ({ name, lead }: SiteSources, pages: readonly Page[], counts: ReadonlyMap<string, number>): Page => ({
  path: 'index.html',
  title: name,
  lead: escapeHtml(lead),
  body: `<ul class="cards">${pages
    .map(({ path, title, lead: about }) => {
      const count = counts.get(path)
      const plural = count === undefined ? '' : ` ${count} ${count === 1 ? 'operation' : 'operations'}.`
      return `<li><a href="${path}"><b>${escapeHtml(title)}</b>${about
        .replaceAll(/<[^>]+>/g, '')
        .split('. ')[0]
        ?.replace(/\.?$/, '.')}${plural}</a></li>`
    })
    .join('')}</ul>`,
})

/** Builds all files of the site: path → content. @throws SpecError for a mistake in a specification */
export const buildSite = async (sources: SiteSources): Promise<Map<string, string>> => {
  const { folder, guide, packageName, work, name } = sources
  const specifications = await bundle(globSync(join(folder, 'openapi/*.yaml')).sort(), work)
  const problems = readYaml(join(folder, 'common/problems.yaml')) as Problems
  const services = specifications.map((specification) => servicePage(specification, problems, packageName))
  const events = await readEventPage(single(join(folder, 'asyncapi/*.yaml')))
  const saga = sagaPage(await readSaga(single(join(folder, 'arazzo/*.yaml'))), events.model)
  const counts = new Map(
    specifications.map(({ service, document }) => [`${service}.html`, operationsOf(document).length]),
  )
  const others = [guidePage(guide), saga, events.page, ...services]
  const pages = [indexPage(sources, others, counts), ...others]
  const links = pages.slice(1).map(({ path, title, short }) => ({ path, title: short ?? title }))
  return new Map([
    ['style.css', styleSheet],
    ...pages.map((page) => [page.path, renderPage(page, { name, links })] as const),
  ])
}
