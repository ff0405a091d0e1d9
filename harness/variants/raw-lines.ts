import { join } from 'node:path'
import { type JudgedLoad, judgeLoad, type LoadResult } from '../judge/judged-load.ts'
import type { Decision } from '../scenario/documents.ts'
import type { Block } from './record.ts'

/** The number of the warm-up round, which does not count. */
export const warmUpRound = -1

export const rawFolderOf = (folder: string): string => join(folder, 'raw')

/** The path of a block's raw lines, below the folder of its record. */
export const rawFileOf = (
  folder: string,
  { variant, load, round }: Pick<Block, 'variant' | 'load' | 'round'>,
): string => join(rawFolderOf(folder), `${variant}-${load}-${round}.ndjson`)

const materialMs = 50

/** Cuts the warm-up of a block's load and decides whether it counts; used by the run and by `verify`. */
export const judgeBlock = (result: LoadResult, decision: Decision): JudgedLoad =>
  judgeLoad(result, decision, materialMs)
