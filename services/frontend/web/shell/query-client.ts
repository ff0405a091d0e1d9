import { QueryClient } from '@tanstack/react-query'

/** The SDK already repeats calls that may succeed, so queries don't. */
export const queryClient = new QueryClient({
  defaultOptions: { queries: { retry: false, staleTime: 5_000 }, mutations: { retry: false } },
})
