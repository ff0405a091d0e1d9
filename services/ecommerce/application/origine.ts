/** For whom slow work is done: the network that the request comes from, the account that it names, and whether somebody still waits. */
export type Origine = { readonly source: string; readonly compte: string; readonly signal?: AbortSignal }

/** Slow on purpose, some 50 ms, and in turn with what others ask for. */
export type HacherMotDePasse = (motDePasse: string, origine: Origine, sel: Buffer) => Promise<string>
export type VerifierMotDePasse = (motDePasse: string, hash: string, origine: Origine) => Promise<boolean>
