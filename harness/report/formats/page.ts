import { escaped } from '../format.ts'
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

/** What all pages have in common. */
export type Frame = {
  /** Of the window, the product's name aside. */
  title: string
  headline: string
  /** Small print above the headline: kind, date, commit. */
  eyebrow: readonly string[]
  /** HTML of the answer below the headline. */
  answer: string
  /** HTML of what else belongs to the head. */
  notices?: string
  /** Sections, ready made. */
  main: readonly string[]
  /** HTML. */
  footer: string
  /** Rules beside those of all pages. */
  style?: string
}

/** A whole page: no script, no network, no font to load. */
export const renderFrame = ({
  title,
  headline,
  eyebrow,
  answer,
  notices = '',
  main,
  footer,
  style = '',
}: Frame): string =>
  `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)} · Sagabench</title>
<style>${styleSheet}${style}</style>
</head>
<body>
<header>
<p class="eyebrow"><b>Sagabench</b>${eyebrow.map((text) => `<span>${escaped(text)}</span>`).join('')}</p>
<h1>${escaped(headline)}</h1>
<p class="answer">${answer}</p>
${notices}
</header>
<main>
${main.join('\n')}
</main>
<footer>${footer}</footer>
</body>
</html>
`

/** A whole report as one page. */
export const renderPage = ({
  kind,
  headline,
  mark,
  machine,
  startedAt,
  commit,
  answer,
  notices,
  ...rest
}: Page): string =>
  renderFrame({
    title: mark === undefined ? headline : `${mark} · ${headline}`,
    headline,
    eyebrow: [
      ...(kind === undefined ? [] : [kind]),
      `${dateOf(startedAt)} UTC`,
      `commit ${commit}`,
      `${machine.cores} cores, ${machine.memoryGiB} GiB`,
    ],
    answer: escaped(answer),
    notices: notices.map((text) => `<p class="notice">${escaped(text)}</p>`).join(''),
    ...rest,
  })
