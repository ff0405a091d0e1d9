import type { Exclusions } from './coverage.ts'

/** Services that have a specification and no code yet: counted apart, by name. */
export const unbuilt: readonly string[] = ['supply-chain']

/** Answers that no test brings about, each with its reason: none. */
export const exclusions: Exclusions = {}
