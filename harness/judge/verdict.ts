/** The four verdicts and how they combine. No data is never a pass. */

export const verdicts = ['pass', 'fail', 'inconclusive', 'invalid'] as const
export type Verdict = (typeof verdicts)[number]

/** Exit codes of a judged run; set-up errors and crashes are 64 and above. */
export const verdictExitCodes: Record<Verdict, number> = { pass: 0, fail: 1, inconclusive: 2, invalid: 3 }

const severity: readonly Verdict[] = ['pass', 'inconclusive', 'invalid', 'fail']

/** The worst of several verdicts (fail, then invalid, inconclusive, pass); of none: inconclusive. */
export const worst = (all: readonly Verdict[]): Verdict =>
  all.length === 0
    ? 'inconclusive'
    : all.reduce((a, b) => (severity.indexOf(b) > severity.indexOf(a) ? b : a), 'pass' as Verdict)
