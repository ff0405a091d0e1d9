/** Runs the steps of the check one after another and prints each with its time and result. */
export type Steps = {
  /** A step fails by throwing; its return value is printed beside its title. */
  readonly run: (title: string, work: () => Promise<string>) => Promise<void>
  /** The number of steps passed so far. */
  readonly passed: () => number
}

export class StepFailed extends Error {
  constructor(title: string, cause: unknown) {
    super(`${title}: ${(cause as Error).message}`, { cause })
  }
}

export const createSteps = (beganMs: number, print: (line: string) => void): Steps => {
  let passed = 0
  const at = (): string => `${((Date.now() - beganMs) / 1_000).toFixed(0).padStart(4)} s`
  return {
    passed: () => passed,
    run: async (title, work) => {
      try {
        const seen = await work()
        passed++
        print(`  ${at()}  ✓ ${title}: ${seen}`)
      } catch (error) {
        print(`  ${at()}  ✗ ${title}`)
        throw new StepFailed(title, error)
      }
    },
  }
}
