import MiniSearch from 'minisearch'
import { indexOptions, queryOptions } from './options.ts'

// The search of the site. It works from file:// and offline: the index is a script beside the pages, loaded with the first query.

declare global {
  var searchIndex: string | undefined
}

type Found = { address: string; page: string; heading: string; excerpt: string }

const mostResults = 12
let index: Promise<MiniSearch> | undefined

const loadIndex = (): Promise<MiniSearch> => {
  index ??= new Promise((resolve, reject) => {
    const script = document.createElement('script')
    script.src = 'search-index.js'
    script.onload = () => resolve(MiniSearch.loadJSON(globalThis.searchIndex ?? '', indexOptions))
    script.onerror = () => reject(new Error('search-index.js is missing beside this page'))
    document.head.append(script)
  })
  return index
}

const element = (name: string, text: string): HTMLElement => {
  const made = document.createElement(name)
  made.textContent = text
  return made
}

const resultOf = ({ address, page, heading, excerpt }: Found): HTMLElement => {
  const item = document.createElement('li')
  const link = document.createElement('a')
  link.href = address
  link.append(
    element('b', heading || page),
    element('small', heading && heading !== page ? page : ''),
    element('span', excerpt),
  )
  item.append(link)
  return item
}

const input = document.querySelector<HTMLInputElement>('#search')
const results = document.querySelector<HTMLElement>('#results')

const show = async (query: string): Promise<void> => {
  if (results === null) return
  if (query === '') return results.replaceChildren()
  try {
    const found = (await loadIndex()).search(query, queryOptions) as unknown as Found[]
    if (input?.value.trim() !== query) return // the reader has typed on
    const list = document.createElement('ul')
    list.append(...found.slice(0, mostResults).map(resultOf))
    const more = found.length > mostResults ? `, the best ${mostResults} of them` : ''
    results.replaceChildren(element('p', `${found.length} ${found.length === 1 ? 'result' : 'results'}${more}`), list)
  } catch (error) {
    results.replaceChildren(element('p', `The search doesn't work: ${(error as Error).message}`))
  }
}

const links = (): HTMLAnchorElement[] => [...(results?.querySelectorAll('a') ?? [])]

/** Moves the focus along the results; above the first is the field. */
const move = (by: number): void => {
  const all = links()
  const next = all.findIndex((link) => document.activeElement?.isSameNode(link)) + by
  if (next < 0) input?.focus()
  else all[Math.min(next, all.length - 1)]?.focus()
}

const close = (): void => {
  if (input !== null) input.value = ''
  results?.replaceChildren()
}

input?.addEventListener('input', () => void show(input.value.trim()))
input?.form?.addEventListener('submit', (event) => {
  event.preventDefault()
  links()[0]?.click()
})
document.addEventListener('keydown', (event) => {
  const inSearch = event.target === input || (results?.contains(event.target as Node) ?? false)
  if (event.key === '/' && document.activeElement === document.body) {
    event.preventDefault()
    input?.focus()
  } else if (inSearch && event.key === 'ArrowDown') {
    event.preventDefault()
    move(1)
  } else if (inSearch && event.key === 'ArrowUp') {
    event.preventDefault()
    move(-1)
  } else if (inSearch && event.key === 'Escape') {
    close()
    input?.focus()
  }
})
results?.addEventListener('click', (event) => {
  if ((event.target as Element).closest('a')) close()
})
