/** The file that becomes the first page. */
export const home = 'README.md'

/** The page of a Markdown file: `docs/adr/README.md` → `adr.html`, `docs/adr/001-x.md` → `adr-001-x.html`. */
export const pageOf = (file: string): string =>
  file === home
    ? 'index.html'
    : `${file
        .replace(/\.md$/, '')
        .replace(/^docs\//, '')
        .replace(/(.)\/README$/, '$1')
        .replaceAll('/', '-')
        .toLowerCase()}.html`

/** The page that shows a file of the project as it is. */
export const filePageOf = (file: string): string => `file-${file.replaceAll('/', '-')}.html`

/** Ids of headings as GitHub makes them: a repeated one gets a number. */
export const slugs = (): ((heading: string) => string) => {
  const seen = new Map<string, number>()
  return (heading) => {
    const plain = heading
      .replaceAll(/<[^>]+>|&\w+;|&#\d+;/g, '')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(/\s/g, '-')
    const before = seen.get(plain) ?? 0
    seen.set(plain, before + 1)
    return before === 0 ? plain : `${plain}-${before}`
  }
}
