import { type GatewayProblem, gatewayProblems, problemBody, unavailable } from './gateway-problems.ts'
import { block, quote } from './nginx-text.ts'

const addressOf = (status: number): string => `/~problem/${status}`

/**
 * Sends every error of nginx to its problem. By an address and not a named location: that works also for a request line that
 * nginx could not read, and so has no address of its own. No route can have this address: its paths have no `~`.
 */
export const errorPages: readonly string[] = gatewayProblems.flatMap(({ status, insteadOf = [] }) =>
  [status, ...insteadOf].map((raised) => `error_page ${raised} = ${addressOf(status)};`),
)

/** @param echo lines that every answer has */
export const problemLocations = (echo: readonly string[]): string[] =>
  gatewayProblems.map((problem) =>
    block(`location = ${addressOf(problem.status)}`, [
      'internal;',
      'default_type application/problem+json;',
      ...(problem.status === 502 || problem.status === 504 ? [block('if ($unsent)', answer(unavailable, echo))] : []),
      ...answer(problem, echo),
    ]),
  )

/** A failed request that no upstream connection was made for had no effect: it may be repeated as it is. */
export const unsentMap = block('map $upstream_connect_time $unsent', ['default "";', '"" yes;', '"~^-(, -)*$" yes;'])

/**
 * What nginx would write into its log as it was sent: control characters there could deceive whoever reads it in a terminal.
 * None of the three may hold anything but printable ASCII.
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
