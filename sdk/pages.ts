import { bodyOf } from './problems.ts'
import type { CallOptions, Transport } from './transport.ts'

type Answered = { status: number; body?: unknown }
type PagedOperation = (transport: Transport, request: never, options?: CallOptions) => Promise<Answered>
type RequestOf<Operation extends PagedOperation> = NonNullable<Parameters<Operation>[1]> & {
  query?: { curseur?: string }
}
type Page = { elements: readonly unknown[]; curseur_suivant: string | null }
type SuccessOf<Operation extends PagedOperation> = Extract<Awaited<ReturnType<Operation>>, { status: 200 }>
/** A page as the operation answers it; an operation without pages is refused here. */
type PageOf<Operation extends PagedOperation> =
  SuccessOf<Operation> extends { body: infer Body extends Page } ? Body : never
type ElementOf<Operation extends PagedOperation> = PageOf<Operation>['elements'][number]

/**
 * Every page of a list, each read when it is asked for; begins at `query.curseur` where one is given.
 * @throws Refused for a documented refusal, CallFailure as the operation itself
 */
export async function* pages<Operation extends PagedOperation>(
  operation: Operation,
  transport: Transport,
  request: RequestOf<Operation>,
  options?: CallOptions,
): AsyncGenerator<PageOf<Operation>> {
  const first: { query?: { curseur?: string } } = request
  for (let next: typeof first | undefined = first; next !== undefined; ) {
    const page = bodyOf(await operation(transport, next as never, options)) as PageOf<Operation>
    yield page
    const cursor: string | null = page.curseur_suivant
    next = cursor === null ? undefined : { ...first, query: { ...first.query, curseur: cursor } }
  }
}

/** Every element of a list, page after page, as `pages`. */
export async function* elements<Operation extends PagedOperation>(
  operation: Operation,
  transport: Transport,
  request: RequestOf<Operation>,
  options?: CallOptions,
): AsyncGenerator<ElementOf<Operation>> {
  for await (const page of pages(operation, transport, request, options))
    yield* page.elements as Iterable<Awaited<ElementOf<Operation>>>
}
