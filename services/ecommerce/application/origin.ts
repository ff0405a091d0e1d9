/**
 * The origin of slow work: the network the request comes from, the account it names, and whether the client still
 * waits.
 */
export type Origin = { readonly source: string; readonly account: string; readonly signal?: AbortSignal }

/** Deliberately slow, some 50 ms, and queued fairly with other requests. */
export type HashPassword = (password: string, origin: Origin, salt: Buffer) => Promise<string>
export type VerifyPassword = (password: string, hash: string, origin: Origin) => Promise<boolean>
