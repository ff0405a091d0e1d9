import { readFileSync } from 'node:fs'
import type { Locator, Page } from 'playwright-core'

/** Exports a table and returns the lines of the file, the titles first. */
export const exportedLines = async (page: Page, within: Page | Locator = page): Promise<string[]> => {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    within.getByRole('button', { name: 'Export CSV' }).click(),
  ])
  return readFileSync(await file.path(), 'utf8')
    .trim()
    .split('\r\n')
}
