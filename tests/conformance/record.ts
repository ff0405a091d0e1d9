import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../contract/contracts.ts'

// What tests have exercised: one line each, in one file per process of a run.

/** An answer of an operation, a message that an application sent or received, or an undeclared answer. */
export type Exercised =
  | { kind: 'answer'; operationId: string; status: number; mediaType: string }
  | { kind: 'message'; application: string; direction: 'sends' | 'receives'; type: string }
  | { kind: 'drift'; operationId: string; status: number; problem: string }

const folder = join(projectRoot, '.sagabench/conformance')
const file = join(folder, `${process.pid}.jsonl`)
const written = new Set<string>()

export const record = (exercised: Exercised): void => {
  const line = JSON.stringify(exercised)
  if (written.has(line)) return
  written.add(line)
  mkdirSync(folder, { recursive: true })
  appendFileSync(file, `${line}\n`)
}

/** Deletes the records of earlier runs. */
export const clearRecords = (): void => rmSync(folder, { recursive: true, force: true })

/** @throws Error if no test has run */
export const readRecords = (): Exercised[] => {
  let names: string[]
  try {
    names = readdirSync(folder)
  } catch {
    throw new Error('Nothing was recorded: run npm test first.')
  }
  return names
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
    .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Exercised]))
}
