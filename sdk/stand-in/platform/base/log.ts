/** In the package this stands in for the project's structured log, and needs no dependency. */
export type Log = Pick<Console, 'debug' | 'info' | 'warn' | 'error'>
