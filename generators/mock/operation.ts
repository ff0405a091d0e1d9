import { membersOf, type Node, nodeOf, resolved } from './node.ts'
import { sampleOf } from './sample.ts'

/** A documented response of an operation. */
export type Answer = {
  readonly status: number
  readonly body: unknown
  readonly named: Readonly<Record<string, unknown>>
}

export type MockOperation = {
  readonly operationId: string
  readonly method: string
  /** With parameters as `{name}`. */
  readonly path: string
  /** Sorted by status, so that the success comes first. */
  readonly answers: readonly Answer[]
}

const methods = new Set(['get', 'post', 'put', 'patch', 'delete'])

const answerOf = (document: Node, status: string, value: unknown): Answer => {
  const [media] = membersOf(resolved(document, value).content)
  if (!media) return { status: Number(status), body: undefined, named: {} }
  const [type, content] = media
  const named = Object.fromEntries(
    membersOf(content.examples).map(([name, example]) => [name, resolved(document, example).value]),
  )
  const examples = [...('example' in content ? [content.example] : []), ...Object.values(named)]
  const sample = (): unknown => (type === 'text/event-stream' ? undefined : sampleOf(document, content.schema))
  const body = examples.length > 0 ? examples[0] : sample()
  const isProblem = type === 'application/problem+json' && examples.length === 0
  return { status: Number(status), body: isProblem ? { ...nodeOf(body), status: Number(status) } : body, named }
}

/** Every operation of a bundled OpenAPI document, with responses built from its examples and schemas. */
export const operationsOf = (document: Node): MockOperation[] =>
  membersOf(document.paths).flatMap(([path, item]) =>
    membersOf(item)
      .filter(([method]) => methods.has(method))
      .map(([method, operation]) => ({
        operationId: String(operation.operationId),
        method: method.toUpperCase(),
        path,
        answers: membersOf(operation.responses)
          .filter(([status]) => /^\d{3}$/.test(status))
          .map(([status, response]) => answerOf(document, status, response))
          .sort((one, other) => one.status - other.status),
      })),
  )
