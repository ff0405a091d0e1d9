import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Marked, type Tokens } from 'marked'
import { figure, parts } from './figure.ts'
import { flowSentences, parseFlowchart } from './flowchart.ts'
import { renderFlowchart } from './flowchart-diagram.ts'
import { escapeHtml, type Page, unescapeHtml } from './html.ts'
import { pageOf, slugs } from './names.ts'

/** What a link of a Markdown file leads to: an address in the site, or undefined for what the site doesn't have. */
export type Resolve = (file: string, fragment: string, text: string) => string | undefined

const isElsewhere = (href: string): boolean => /^[a-z][a-z+.-]*:/i.test(href)

/** `](target)` of a link, relative to its file → the file in the project, and the fragment. */
const targetOf = (file: string, href: string): { target: string; fragment: string } => {
  const [path = '', fragment = ''] = href.split('#')
  return { target: path === '' ? file : join(dirname(file), decodeURI(path)).replace(/\/$/, ''), fragment }
}

/** A Markdown file and its text. */
type Source = { file: string; source: string }

/** A drawing of a Mermaid block, named after the heading above it. */
const flowFigure = ({ file, source }: Source, text: string, name: { heading: string; id: string }): string => {
  const before = source.slice(0, source.indexOf(text))
  const chart = parseFlowchart(text, file, before.split('\n').length)
  const caption = `Diagram: ${name.heading}`
  return figure(renderFlowchart(chart, caption, name.id), caption, parts(flowSentences(chart)))
}

const createRenderer = ({ file, source }: Source, resolve: Resolve, headings: [string, string][]) => {
  const slug = slugs()
  let last = file
  let diagrams = 0
  const marked = new Marked()
  marked.use({
    renderer: {
      heading({ tokens, depth }: Tokens.Heading): string {
        const html = this.parser.parseInline(tokens)
        const id = slug(html)
        last = unescapeHtml(html.replaceAll(/<[^>]+>/g, ''))
        if (depth === 2) headings.push([id, html.replaceAll(/<[^>]+>/g, '')])
        return `<h${depth} id="${id}">${html}</h${depth}>\n`
      },
      link({ href, tokens }: Tokens.Link): string {
        const html = this.parser.parseInline(tokens)
        if (isElsewhere(href)) return `<a href="${escapeHtml(href)}">${html}</a>`
        const { target, fragment } = targetOf(file, href)
        const address = resolve(target, fragment, html)
        return address === undefined ? html : `<a href="${escapeHtml(address)}">${html}</a>`
      },
      image({ href, text }: Tokens.Image): string {
        const address = resolve(targetOf(file, href).target, '', text)
        return address === undefined ? escapeHtml(text) : `<img src="${escapeHtml(address)}" alt="${escapeHtml(text)}">`
      },
      code({ text, lang }: Tokens.Code): string {
        if (lang === 'mermaid') {
          diagrams += 1
          return flowFigure({ file, source }, text, { heading: last, id: `flow-${diagrams}` })
        }
        const kind = lang === undefined || lang === '' ? '' : ` class="language-${escapeHtml(lang)}"`
        return `<pre tabindex="0"><code${kind}>${escapeHtml(text)}</code></pre>\n`
      },
    },
  })
  return marked
}

/** A page of a Markdown file: its title is the page's, its first paragraph the lead. */
export const markdownPage = (file: string, resolve: Resolve): Page => {
  const text = readFileSync(file, 'utf8')
  const [, title = file, rest = ''] = /^# (.+)\n([\s\S]*)$/.exec(text) ?? []
  const headings: [string, string][] = []
  const marked = createRenderer({ file, source: text }, resolve, headings)
  const body = marked
    .parse(rest, { async: false })
    .replaceAll('<table>', '<div class="scroll" tabindex="0" role="region" aria-label="Table"><table>')
    .replaceAll('</table>', '</table></div>')
  const [, lead = '', others = body] = /^\s*<p>([\s\S]*?)<\/p>([\s\S]*)$/.exec(body) ?? []
  const plain = marked.parseInline(title, { async: false }).replaceAll(/<[^>]+>/g, '')
  return { path: pageOf(file), title: unescapeHtml(plain), lead, contents: headings, body: others }
}
