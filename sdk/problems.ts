import { type ProblemOf, type ProblemSlug, problems } from '#generated/problems.ts'

export type { ProblemOf, ProblemSlug } from '#generated/problems.ts'

/** Every problem that an operation may return (RFC 9457), discriminated by `type`. */
export type Problem = ProblemOf<ProblemSlug>

/** The body of a `CallFailure` as a problem; undefined if it isn't a problem of this system. */
export const problemOf = (body: unknown): Problem | undefined => {
  const type = String((body as { type?: unknown } | null | undefined)?.type)
  return Object.hasOwn(problems, type.replace('urn:sagabench:problem:', '')) ? (body as Problem) : undefined
}

type Ended = { status: number; body?: unknown }
type Succeeded<R extends Ended> = Extract<R, { status: 200 | 201 | 202 | 204 }>
type RefusedWith<R extends Ended> = Exclude<R, Succeeded<R>>['body']

/** A documented refusal as an error, for code that doesn't check each status. `problem` contains the reason. */
export class Refused<P = Problem> extends Error {
  readonly status: number
  readonly problem: P

  constructor(status: number, problem: P) {
    const { title, detail } = problem as { title?: string; detail?: string }
    super(`${status} ${title ?? ''}${detail === undefined ? '' : `: ${detail}`}`)
    this.name = 'Refused'
    this.status = status
    this.problem = problem
  }
}

/** The body of a successful result. @throws Refused for any other documented result */
export const bodyOf = <R extends Ended>(result: R): Succeeded<R>['body'] => {
  if (result.status < 300) return result.body as Succeeded<R>['body']
  throw new Refused(result.status, result.body as RefusedWith<R>)
}
