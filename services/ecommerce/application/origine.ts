/**
 * The origin of slow work: the network the request comes from, the account it names, and whether the client still
 * waits.
 */
export type Origine = { readonly source: string; readonly compte: string; readonly signal?: AbortSignal }

/** Deliberately slow, some 50 ms, and queued fairly with other requests. */
export type HacherMotDePasse = (motDePasse: string, origine: Origine, sel: Buffer) => Promise<string>
export type VerifierMotDePasse = (motDePasse: string, hash: string, origine: Origine) => Promise<boolean>
