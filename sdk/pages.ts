import { bodyOf } from './problems.ts'
import type { CallOptions, Transport } from './transport.ts'

type Answered = { status: number; body?: unknown }
type PagedOperation = (transport: Transport, request: never, options?: CallOptions) => Promise<Answered>
type RequestOf<Operation extends PagedOperation> = NonNullable<Parameters<Operation>[1]> & {
  query?: { curseur?: string }
}
type Page = { elements: readonly unknown[]; curseur_suivant: string | null }
type SuccessOf<Operation extends PagedOperation> = Extract<Awaited<ReturnType<Operation>>, { status: 200 }>
/** The page type of an operation; `never` for an operation without pages. */
type PageOf<Operation extends PagedOperation> =
  SuccessOf<Operation> extends { body: infer Body extends Page } ? Body : never
type ElementOf<Operation extends PagedOperation> = PageOf<Operation>['elements'][number]

/**
 * Iterates over the pages of a list, reading each on demand. Starts at `query.curseur` if given.
 * @throws Refused for a documented refusal, CallFailure like the operation itself
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

/** Iterates over the elements of a list, page by page. @throws like `pages` */
export async function* elements<Operation extends PagedOperation>(
  operation: Operation,
  transport: Transport,
  request: RequestOf<Operation>,
  options?: CallOptions,
): AsyncGenerator<ElementOf<Operation>> {
  for await (const page of pages(operation, transport, request, options))
    yield* page.elements as Iterable<Awaited<ElementOf<Operation>>>
}
