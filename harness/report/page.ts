import { escaped } from './format.ts'
import { styleSheet } from './style.ts'

export type Page = {
  /** What kind of report it is, where it is not that of scenarios. */
  kind?: string
  headline: string
  /** In front of the headline in the title of the window: a verdict. */
  mark?: string
  startedAt: string
  commit: string
  machine: { cores: number; memoryGiB: number }
  /** The headline in two sentences. */
  answer: string
  notices: readonly string[]
  /** Sections, ready made. */
  main: readonly string[]
  footer: string
}

const dateOf = (iso: string): string =>
  new Intl.DateTimeFormat('en', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(new Date(iso))

/** A whole report as one page: no script, no network, no font to load. */
export const renderPage = (page: Page): string => {
  const { kind, headline, mark, machine } = page
  const title = [mark, headline, 'Sagabench'].filter((part) => part !== undefined).join(' · ')
  const eyebrow = [
    ...(kind === undefined ? [] : [kind]),
    `${dateOf(page.startedAt)} UTC`,
    `commit ${page.commit}`,
    `${machine.cores} cores, ${machine.memoryGiB} GiB`,
  ]
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
<style>${styleSheet}</style>
</head>
<body>
<header>
<p class="eyebrow"><b>Sagabench</b>${eyebrow.map((text) => `<span>${escaped(text)}</span>`).join('')}</p>
<h1>${escaped(headline)}</h1>
<p class="answer">${escaped(page.answer)}</p>
${page.notices.map((text) => `<p class="notice">${escaped(text)}</p>`).join('')}
</header>
<main>
${page.main.join('\n')}
</main>
<footer>${page.footer}</footer>
</body>
</html>
`
}
