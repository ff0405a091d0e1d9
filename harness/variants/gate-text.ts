import { verdictSigns, verdictWords } from '../report/format.ts'
import { comparisonText } from './compare-text.ts'
import type { Gate } from './gate.ts'

const lines = ({ findings, notes }: Gate, bullet: string): string[] => [
  ...findings.map(({ verdict, reason }) => `${bullet}${verdict}: ${reason}`),
  ...notes.map((note) => `${bullet}note: ${note}`),
]

/** The comparison, the findings and the verdict as text for the terminal. */
export const gateText = (gated: Gate): string =>
  [
    comparisonText(gated.comparison),
    ...(lines(gated, '').length === 0 ? [] : [lines(gated, '  ').join('\n')]),
    `${verdictSigns[gated.verdict]} ${verdictWords[gated.verdict]}`,
  ].join('\n\n')

/** The same as Markdown, for a comment on a pull request. */
export const gateMarkdown = (gated: Gate): string => {
  const { comparison, verdict } = gated
  const found = lines(gated, '- ')
  return `### ${verdictSigns[verdict]} ${verdictWords[verdict]}: ${comparison.second.commit} against ${comparison.first.commit}

${found.length === 0 ? 'No figure is significantly slower, and a slowdown beyond the margin is excluded.' : found.join('\n')}

\`\`\`
${comparisonText(comparison)}
\`\`\`
`
}
