import type { GuaranteeFault, Violated } from './record.ts'

const longest = 140

const violatedText = (violated: readonly Violated[]): string =>
  violated.length === 0
    ? 'every invariant held'
    : violated.map(({ id, violations }) => `${id} (${violations})`).join(', ')

const exampleOf = (violated: readonly Violated[]): string[] => {
  const example = violated[0]?.example
  if (example === undefined) return []
  return [`    for example: ${example.length > longest ? `${example.slice(0, longest)}…` : example}`]
}

/** For each guarantee, the invariants that its fault violates with and without it, as text for the terminal. */
export const faultsText = (faults: readonly GuaranteeFault[]): string =>
  [
    'The fault that each guarantee protects from, and the invariants that it violated:',
    ...faults.flatMap(({ variant, against, fault, without, with: full, limits }) => [
      `  ${variant}: ${fault}`,
      `    ${against}: ${violatedText(full)}`,
      `    without: ${violatedText(without)}`,
      ...exampleOf(without),
      ...(limits === '' ? [] : [`    ${limits}`]),
    ]),
  ].join('\n')
