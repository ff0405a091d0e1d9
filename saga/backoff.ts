/**
 * Full jitter: a random delay between 0 and the exponential bound, so that calls that failed together don't retry
 * together (M. Brooker, "Exponential backoff and jitter"). `attempt` counts from 1.
 */
export const fullJitterMs = (attempt: number, firstMs: number, maxMs: number, random: () => number): number =>
  random() * Math.min(maxMs, firstMs * 2 ** Math.min(attempt - 1, 30))
