import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describeCommit } from '../scenario/running.ts'
import type { Planted } from './plan.ts'

/** The result of planting bugs in running processes, with commit and time. */
export type Proof = Planted & { readonly commit: string; readonly dirty: boolean; readonly at: string }

/** A proof as a report shows it: of this run, or the last stored one; null if there is none. */
export type ShownProof = { readonly proof: Proof | null; readonly fresh: boolean }

const fileIn = (projectRoot: string): string => join(projectRoot, '.sagabench', 'proof.json')

/** Stores the result for reports of short runs that don't repeat the proof. */
export const keepProof = (projectRoot: string, planted: Planted, nowMs: number): Proof => {
  const { commit, dirty } = describeCommit(projectRoot)
  const proof = { ...planted, commit, dirty, at: new Date(nowMs).toISOString() }
  mkdirSync(join(projectRoot, '.sagabench'), { recursive: true })
  writeFileSync(fileIn(projectRoot), `${JSON.stringify(proof, null, 1)}\n`)
  return proof
}

/** The last stored proof of any commit; null if there is no readable one. */
export const readProof = (projectRoot: string): Proof | null => {
  try {
    return JSON.parse(readFileSync(fileIn(projectRoot), 'utf8')) as Proof
  } catch {
    return null
  }
}

/** `stale`: the proof is of another commit than the report. */
export type ProofState = 'proven' | 'stale' | 'missed' | 'missing'

/** Whether there was at least one planted bug and all were found. */
export const isProven = ({ found, all }: Pick<Planted, 'found' | 'all'>): boolean => all >= 1 && found >= all

export const stateOfProof = ({ proof, fresh }: ShownProof, commit: string): ProofState => {
  if (!proof) return 'missing'
  if (!(proof.all >= 1)) return 'missing'
  if (!isProven(proof)) return 'missed'
  return fresh || (proof.commit === commit && !proof.dirty) ? 'proven' : 'stale'
}

const again = '`npm run prove` runs this check again'

/** One sentence for readers. */
export const proofText = (shown: ShownProof, commit: string): string => {
  const { proof, fresh } = shown
  if (!proof || !(proof.all >= 1))
    return `Bugs planted in running processes: not run here, and no earlier result is stored; ${again}.`
  const { found, all, missed, at, commit: provenAt, dirty } = proof
  const origin = fresh
    ? 'in this run'
    : `on ${at.slice(0, 16).replace('T', ' ')} UTC at commit ${provenAt}${dirty ? ' with uncommitted changes' : ''}`
  const figure = `Bugs planted in running processes: ${found} of ${all} found ${origin}`
  const state = stateOfProof(shown, commit)
  if (state === 'missed') return `${figure}; not found: ${missed.join(', ')}.`
  if (state === 'proven') return `${figure}.`
  return `${figure}, but this run tested commit ${commit}; ${again}.`
}
