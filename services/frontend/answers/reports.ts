/** What the front end's server answers to the reports view. */

export const verdicts = ['pass', 'fail', 'inconclusive', 'invalid'] as const
export type Verdict = (typeof verdicts)[number]

/** What a report is about. `unreadable`: its record is damaged or of an unknown version, so only its page can be shown. */
export type ReportKind = 'scenarios' | 'variants' | 'capacity' | 'other' | 'unreadable'

export type Report = {
  /** Its folder, relative to the folder of reports. */
  readonly id: string
  readonly kind: ReportKind
  /** ISO 8601. */
  readonly startedAt: string
  readonly commit: string | null
  readonly verdicts: readonly { readonly scenario: string; readonly style: string; readonly verdict: Verdict }[]
}

/** The P95 of one scenario and style under one load, in one run. */
export type P95 = {
  readonly startedAt: string
  readonly commit: string
  readonly scenario: string
  readonly load: string
  readonly style: string
  readonly p95_ms: number
  /** Null for runs that are compared, not judged. */
  readonly limit_ms: number | null
}

export type Reports = {
  /** Whether the server has a folder of reports. */
  readonly isAvailable: boolean
  /** Newest first. */
  readonly reports: readonly Report[]
  /** In the order of time. */
  readonly history: readonly P95[]
}

/** Where the page of a report can be opened for some minutes, without a token. */
export type ReportAddress = { readonly address: string }
