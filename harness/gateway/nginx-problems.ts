import { type GatewayProblem, gatewayProblems, problemBody, unavailable } from './gateway-problems.ts'
import { block, quote } from './nginx-text.ts'

const addressOf = (status: number): string => `/~problem/${status}`

/**
 * Maps every nginx error to its problem. An address, unlike a named location, also works for an unreadable request line. No
 * route can have this address, because paths contain no `~`.
 */
export const errorPages: readonly string[] = gatewayProblems.flatMap(({ status, insteadOf = [] }) =>
  [status, ...insteadOf].map((raised) => `error_page ${raised} = ${addressOf(status)};`),
)

/** @param echo header lines of every answer */
export const problemLocations = (echo: readonly string[]): string[] =>
  gatewayProblems.map((problem) =>
    block(`location = ${addressOf(problem.status)}`, [
      'internal;',
      'default_type application/problem+json;',
      ...(problem.status === 502 || problem.status === 504 ? [block('if ($unsent)', answer(unavailable, echo))] : []),
      ...answer(problem, echo),
    ]),
  )

/** A failed request without an upstream connection had no effect and can be retried unchanged. */
export const unsentMap = block('map $upstream_connect_time $unsent', ['default "";', '"" yes;', '"~^-(, -)*$" yes;'])

/**
 * Rejects requests whose logged values contain anything but printable ASCII: control characters in the log could manipulate
 * a terminal.
 */
export const unprintableMap = block('map "$request_uri$http_host$http_referer" $unprintable', [
  'default "";',
  '"~[^\\x20-\\x7e]" yes;',
])

const answer = (problem: GatewayProblem, echo: readonly string[]): string[] => [
  ...echo,
  ...(problem.status === 429 ? ['add_header Retry-After $retry_after always;'] : []),
  ...Object.entries(problem.headers ?? {}).map(([name, value]) => `add_header ${name} ${quote(value)} always;`),
  `return ${problem.status} '${problemBody(problem)}';`,
]
