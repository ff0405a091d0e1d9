type Processes = { readonly services: readonly string[]; address: (service: string) => string | undefined }

const limitMs = 3_000

const scrapeOne = async (process: string, address: string): Promise<[string, string][]> => {
  try {
    const response = await fetch(`${address}/metrics`, { signal: AbortSignal.timeout(limitMs) })
    return response.ok ? [[process, await response.text()]] : []
  } catch {
    return [] // The process has no metrics or is down.
  }
}

/** The /metrics text of every process by name. Event loops measure their lag from one call to the next. */
export const scrapeAll = async ({ services, address }: Processes): Promise<Map<string, string>> => {
  const places = services.flatMap((name) => {
    const place = address(name)
    return place === undefined ? [] : [[name, place] as const]
  })
  return new Map((await Promise.all(places.map(([name, place]) => scrapeOne(name, place)))).flat())
}
