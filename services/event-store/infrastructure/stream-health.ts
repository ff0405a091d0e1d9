import type { Metrics } from '#platform/base/metrics.ts'

/** Problems that stop streams from being written or read, for metrics and readiness. */
export type StreamHealth = {
  /** `problem`: what is wrong; undefined when the stream is fine. */
  report: (stream: string, problem: string | undefined) => void
  /** Throws while a stream has a problem. */
  ready: () => Promise<void>
}

export const openStreamHealth = (metrics: Metrics): StreamHealth => {
  const problems = new Map<string, string>()
  const unusable = metrics.gauge('stream_unusable', '1 while a stream can not be written or read', ['topic'])
  return {
    report: (stream, problem) => {
      unusable.set({ topic: stream }, problem === undefined ? 0 : 1)
      if (problem === undefined) problems.delete(stream)
      else problems.set(stream, problem)
    },
    ready: async () => {
      const [problem] = problems.values()
      if (problem !== undefined) throw new Error(problem)
    },
  }
}
