import { existsSync, globSync, readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { readYaml } from '../shared/read-yaml.ts'
import { SpecError } from '../shared/spec-error.ts'
import { filePage, isShown, lineOf } from './file-page.ts'
import { type Page, unescapeHtml } from './html.ts'
import { markdownPage, type Resolve } from './markdown-page.ts'
import { filePageOf, home, pageOf } from './names.ts'

/** A group of the navigation, with Markdown files. */
type Group = { title: string; pages: string[] }
export type NavigationGroup = { title: string; pages: Page[] }
export type Guides = { start: Page; groups: NavigationGroup[]; decisions: Page[]; files: Page[] }

const decisionFiles = (): string[] => globSync('docs/adr/[0-9]*.md').sort()

/** @throws SpecError for a file that is listed and missing, or the other way round */
const readGroups = (list: string): Group[] => {
  const groups = readYaml(list) as Group[]
  const listed = groups.flatMap(({ pages }) => pages)
  const lineIn = (file: string): number => lineOf(list, file) ?? 1
  const missing = listed.find((file) => !existsSync(file))
  if (missing !== undefined)
    throw new SpecError(
      `${list}:${lineIn(missing)}`,
      `there is no file ${missing}; correct the path or remove the line`,
    )
  const decisions = decisionFiles()
  const forgotten = globSync('docs/**/*.md').find((file) => !listed.includes(file) && !decisions.includes(file))
  if (forgotten !== undefined) throw new SpecError(list, `${forgotten} is in no group; add it to one`)
  return groups
}

/** `src` of an image: its content, so that the page needs no other file. */
const inlined = (file: string): string => `data:image/png;base64,${readFileSync(file).toString('base64')}`

/** Every Markdown page, and the files of the project that they lead to. */
export const guidePages = (list: string): Guides => {
  const groups = readGroups(list)
  const decisions = decisionFiles()
  const ofSite = new Set([home, ...groups.flatMap(({ pages }) => pages), ...decisions])
  const shown = new Set<string>()
  const resolve: Resolve = (target, fragment, html) => {
    const file = [target, `${target}/README.md`].find((path) => ofSite.has(path)) ?? target
    if (ofSite.has(file)) return `${pageOf(file)}${fragment === '' ? '' : `#${fragment}`}`
    if (extname(file) === '.png') return existsSync(file) ? inlined(file) : undefined
    if (!isShown(file)) return undefined
    shown.add(file)
    const symbol = /^<code>(.+)<\/code>$/.exec(html)?.[1]
    const line = symbol === undefined ? undefined : lineOf(file, unescapeHtml(symbol))
    return `${filePageOf(file)}${line === undefined ? '' : `#L${line}`}`
  }
  const rendered = groups.map(({ title, pages }) => ({
    title,
    pages: pages.map((file) => markdownPage(file, resolve)),
  }))
  const start = markdownPage(home, resolve)
  const decided = decisions.map((file) => markdownPage(file, resolve))
  return { start, groups: rendered, decisions: decided, files: [...shown].sort().map(filePage) }
}
