/** A blocking read waits this long for entries, so Redis answers every reader at least this often. */
export const readBlockMs = 1_000
