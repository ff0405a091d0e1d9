type Processes = { readonly services: readonly string[]; address: (service: string) => string | undefined }

const limitMs = 3_000

const scrapeOne = async (process: string, address: string): Promise<[string, string][]> => {
  try {
    const response = await fetch(`${address}/metrics`, { signal: AbortSignal.timeout(limitMs) })
    return response.ok ? [[process, await response.text()]] : []
  } catch {
    return [] // A process without metrics, or one that is away, tells nothing.
  }
}

/** What every process answers at /metrics, by its name. Event loops measure their lag from one call to the next. */
export const scrapeAll = async ({ services, address }: Processes): Promise<Map<string, string>> => {
  const places = services.flatMap((name) => {
    const place = address(name)
    return place === undefined ? [] : [[name, place] as const]
  })
  return new Map((await Promise.all(places.map(([name, place]) => scrapeOne(name, place)))).flat())
}
