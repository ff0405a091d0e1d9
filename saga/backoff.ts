/**
 * Full jitter: anything between nothing and the exponential bound, so that many that failed together don't return together
 * (M. Brooker, "Exponential backoff and jitter"). `attempt` counts from 1.
 */
export const fullJitterMs = (attempt: number, firstMs: number, maxMs: number, random: () => number): number =>
  random() * Math.min(maxMs, firstMs * 2 ** Math.min(attempt - 1, 30))
