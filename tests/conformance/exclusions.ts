import { basename } from 'node:path'
import { documents } from '../../specs/documents.ts'
import type { Exclusions } from './coverage.ts'

/** Services with a specification but no code yet, counted separately by name. */
export const unbuilt: readonly string[] = [...documents]
  .filter(([, document]) => document['x-status'] === 'planned')
  .map(([file]) => basename(file, '.yaml'))

/** Answers that no test causes, each with its reason: none. */
export const exclusions: Exclusions = {}
