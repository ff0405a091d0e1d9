import { escaped } from '../format.ts'
import { styleSheet } from './style.ts'

export type Page = {
  /** The kind of report; omitted for scenarios. */
  kind?: string
  headline: string
  /** The verdict, shown before the headline in the window's title. */
  mark?: string
  startedAt: string
  commit: string
  machine: { cores: number; memoryGiB: number }
  /** The result in two sentences. */
  answer: string
  notices: readonly string[]
  /** Sections as HTML. */
  main: readonly string[]
  footer: string
}

const dateOf = (iso: string): string =>
  new Intl.DateTimeFormat('en', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(new Date(iso))

/** The parts common to all pages. */
export type Frame = {
  /** Title of the window, without the product's name. */
  title: string
  headline: string
  /** Small print above the headline: kind, date, commit. */
  eyebrow: readonly string[]
  /** The answer below the headline, as HTML. */
  answer: string
  /** Notices below the answer, as HTML. */
  notices?: string
  /** Sections as HTML. */
  main: readonly string[]
  /** HTML. */
  footer: string
  /** Additional style rules. */
  style?: string
}

/** A whole page without scripts, network requests or web fonts. */
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

/** A whole report as one HTML page. */
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
