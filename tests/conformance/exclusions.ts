import { basename } from 'node:path'
import { documents } from '../../specs/documents.ts'
import type { Exclusions } from './coverage.ts'

/** Services that have a specification and no code yet: counted apart, by name. */
export const unbuilt: readonly string[] = [...documents]
  .filter(([, document]) => document['x-status'] === 'planned')
  .map(([file]) => basename(file, '.yaml'))

/** Answers that no test brings about, each with its reason: none. */
export const exclusions: Exclusions = {}
