/** Escapes text for HTML content and attributes. */
export const escapeHtml = (text: unknown): string =>
  String(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** The text of such HTML. */
export const unescapeHtml = (html: string): string =>
  html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')

/** A description as HTML: plain text, with backticks for code. */
export const prose = (text: string | undefined): string =>
  escapeHtml(text ?? '')
    .trim()
    .replaceAll(/`([^`]+)`/g, '<code>$1</code>')

/** A scrollable block of code. Tests run it and find it by `example`. */
export const codeBlock = (code: string, label: string, example?: string): string =>
  `<figure class="code"><figcaption>${escapeHtml(label)}</figcaption><pre tabindex="0"><code${
    example === undefined ? '' : ` data-example="${escapeHtml(example)}"`
  }>${escapeHtml(code.trimEnd())}</code></pre></figure>`

/** A horizontally scrollable table. Cells are HTML. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[], label: string): string =>
  rows.length === 0
    ? ''
    : `<div class="scroll" tabindex="0" role="region" aria-label="${escapeHtml(label)}"><table><thead><tr>${head
        .map((cell) => `<th scope="col">${cell}</th>`)
        .join('')}</tr></thead><tbody>${rows
        .map(
          (row) =>
            `<tr>${row.map((cell, index) => (index === 0 ? `<th scope="row">${cell}</th>` : `<td>${cell}</td>`)).join('')}</tr>`,
        )
        .join('')}</tbody></table></div>`

export type Page = {
  path: string
  title: string
  /** A shorter title for the navigation. */
  short?: string
  lead: string
  body: string
  contents?: readonly (readonly [id: string, text: string])[]
}
type Link = { path: string; title: string }
export type Site = { name: string; groups: readonly { title: string; links: readonly Link[] }[] }

const linkList = (links: readonly Link[], current: string): string =>
  `<ul>${links
    .map(({ path, title }) => {
      const here = path === current ? ' aria-current="page"' : ''
      return `<li><a href="${path}"${here}>${escapeHtml(title)}</a></li>`
    })
    .join('')}</ul>`

/** One menu for each group; opening one closes the others. */
const navigation = ({ groups }: Site, current: string): string =>
  `<nav class="site" aria-label="Pages">${groups
    .map(
      ({ title, links }) =>
        `<details name="menu"><summary>${escapeHtml(title)}</summary>${linkList(links, current)}</details>`,
    )
    .join('')}</nav>`

const searchForm = `<search><form><input id="search" type="search" autocomplete="off" placeholder="Search, or press /" aria-label="Search this site" aria-controls="results"></form></search>`

const contentsOf = ({ contents = [] }: Page): string =>
  contents.length < 2
    ? ''
    : `<nav class="contents" aria-label="On this page"><ul>${contents
        .map(([id, text]) => `<li><a href="#${id}">${escapeHtml(text)}</a></li>`)
        .join('')}</ul></nav>`

/** A complete page. The only other file it loads is style.css. */
export const renderPage = (page: Page, site: Site): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(page.title)} – ${escapeHtml(site.name)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="style.css">
<script src="search.js" defer></script>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="top"><a class="name" href="index.html">${escapeHtml(site.name)}</a>${navigation(site, page.path)}${searchForm}</header>
<div id="results" role="status"></div>
<main id="main">
<h1>${escapeHtml(page.title)}</h1>
<p class="lead">${page.lead}</p>
${contentsOf(page)}
${page.body}
</main>
</body>
</html>
`
