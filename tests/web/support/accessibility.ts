import axe from 'axe-core'
import type { Page } from 'playwright-core'

type Violation = { id: string; impact: string; help: string; nodes: { target: string[]; failureSummary: string }[] }

/** Serious and critical findings of axe-core on a page, one line each. Also fails if axe checked nothing. */
export const seriousFindings = async (page: Page): Promise<string[]> => {
  await page.evaluate(axe.source)
  const { violations, passes } = await page.evaluate<{ violations: Violation[]; passes: unknown[] }>('axe.run()')
  if (passes.length < 10)
    throw new Error(`axe-core checked ${passes.length} rules on ${page.url()}, so the page is empty`)
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} (${help}): ${target.join(' ')}: ${failureSummary}`),
    )
}
