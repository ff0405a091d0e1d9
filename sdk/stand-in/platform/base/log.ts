/** Replaces the project's structured log in the package, without dependencies. */
export type Log = Pick<Console, 'debug' | 'info' | 'warn' | 'error'>
