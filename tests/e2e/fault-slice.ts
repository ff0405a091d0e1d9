import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Filter } from '#harness/faults/cell.ts'
import type { FaultRecord } from '#harness/faults/record.ts'
import { runFaults } from '#harness/faults/run-faults.ts'
import { freeOffset } from '#harness/system/testing.ts'

const projectRoot = resolve(import.meta.dirname, '../..')
const composeFile = join(projectRoot, 'docker-compose.yml')

/** Runs some cells of the matrix, with a time limit, on a system of their own. */
export const runSlice = async (filters: readonly Filter[], minutes: number): Promise<FaultRecord> => {
  const folder = mkdtempSync(join(tmpdir(), 'sagabench-faults-'))
  try {
    const { record } = await runFaults({
      offset: await freeOffset(composeFile),
      composeFile,
      projectRoot,
      scenariosFolder: join(projectRoot, 'scenarios'),
      folder,
      filters,
      seed: 1,
      rounds: 1,
      budgetMs: minutes * 60_000,
      command: 'a test',
      progress: { line: (text) => console.log(text), status: () => {} },
      signal: new AbortController().signal,
    })
    return record
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The failures, formatted for the reader of a failed test. */
export const failuresOf = ({ results }: FaultRecord): string[] =>
  results
    .filter(({ verdict }) => verdict !== 'held')
    .map(({ style, process, step, phase, verdict, findings }) =>
      [style, process, step, phase, verdict, ...findings].join(' '),
    )
