export type State = { name: string; params?: Record<string, unknown> }
export type HttpRequest = {
  method: string
  path: string
  query?: Record<string, string[]>
  headers?: Record<string, string[]>
  body?: { content: unknown; contentType: string }
}
export type HttpResponse = { status: number; headers?: Record<string, string[]>; body?: HttpRequest['body'] }
type Common = { description: string; providerStates?: State[] }
export type HttpInteraction = Common & { type: 'Synchronous/HTTP'; request: HttpRequest; response: HttpResponse }
export type MessageInteraction = Common & {
  type: 'Asynchronous/Messages'
  contents: { content: unknown; contentType: string }
  metadata: Record<string, unknown>
}
export type Interaction = HttpInteraction | MessageInteraction
/** A pact by version 4 of its specification. */
export type Pact = {
  consumer: { name: string }
  provider: { name: string }
  interactions: Interaction[]
  metadata: Record<string, unknown>
}
