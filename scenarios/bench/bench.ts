/** A benchmark: prints its figures and returns an exit code. */
export type Bench = (args: readonly string[]) => Promise<number>
