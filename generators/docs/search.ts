import { join } from 'node:path'
import { build } from 'esbuild'
import MiniSearch from 'minisearch'
import { indexOptions, type Section } from './browser/options.ts'
import { type Page, unescapeHtml } from './html.ts'

const excerptLength = 180

const textOf = (html: string): string =>
  unescapeHtml(html.replaceAll(/<svg[\s\S]*?<\/svg>|<[^>]+>/g, ' '))
    .replaceAll(/\s+/g, ' ')
    .trim()

/** A page in sections: what comes before the first heading, then one for each heading or operation with an id. */
const sectionsOf = ({ path, title, lead, body }: Page): Omit<Section, 'id'>[] => {
  const [first = '', ...others] = body.split(/(?=<h[23] id="|<section class="operation" id=")/)
  const rest = others.map((html) => {
    const id = /\sid="([^"]+)"/.exec(html)?.[1] ?? ''
    const heading = textOf(/<h[23][^>]*>([\s\S]*?)<\/h[23]>/.exec(html)?.[1] ?? '')
    return { address: `${path}#${id}`, page: title, heading, name: id, text: textOf(html) }
  })
  return [{ address: path, page: title, heading: '', name: '', text: textOf(`${lead} ${first}`) }, ...rest]
}

const searchIndex = (pages: readonly Page[]): string => {
  const sections = pages.flatMap(sectionsOf).map((section, id) => {
    const text = section.text.startsWith(section.heading)
      ? section.text.slice(section.heading.length).trim()
      : section.text
    return { ...section, id, text, excerpt: text.slice(0, excerptLength) }
  })
  const search = new MiniSearch(indexOptions)
  search.addAll(sections)
  return JSON.stringify(search)
}

/** The scripts of the search: the code, and the index of these pages as a text. */
export const searchFiles = async (pages: readonly Page[]): Promise<[path: string, text: string][]> => {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'browser/search.ts')],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    write: false,
    logLevel: 'silent',
  })
  const index = JSON.stringify(searchIndex(pages)).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')
  return [
    ['search.js', outputFiles[0]?.text ?? ''],
    ['search-index.js', `globalThis.searchIndex=${index}`],
  ]
}
