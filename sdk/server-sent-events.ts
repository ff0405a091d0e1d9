/** A server-sent event. */
export type ServerSentEvent = { event: string; data: string }

/** Parses server-sent events from chunks of text. Skips comments and events without data. */
export async function* readServerSentEvents(chunks: AsyncIterable<string>): AsyncGenerator<ServerSentEvent> {
  let rest = ''
  for await (const chunk of chunks) {
    const blocks = (rest + chunk).replaceAll('\r\n', '\n').split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const fields = block.split('\n').map((line) => /^(\w+): ?(.*)$/.exec(line) ?? [])
      const values = (name: string): string[] =>
        fields.flatMap(([, field, value]) => (field === name ? [value ?? ''] : []))
      const data = values('data')
      if (data.length > 0) yield { event: values('event').at(-1) ?? 'message', data: data.join('\n') }
    }
  }
}
