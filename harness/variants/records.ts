// The records of a bench: their types, reading, writing, and recomputing them from raw lines.

export { blockFrom } from './block-of.ts'
export { type CapacityRecord, capacityFile, readCapacity, writeCapacity } from './capacity-record.ts'
export { judgeBlock, rawFileOf, rawFolderOf, warmUpRound } from './raw-lines.ts'
export { assertHasFigures, assertUnplanted, readRecord } from './read-record.ts'
export {
  type BenchRecord,
  type Block,
  benchFile,
  type GuaranteeFault,
  nameOf,
  type Violated,
  writeBench,
} from './record.ts'
export { runFolder } from './run-folder.ts'
export { asBench, assertWhole, readBench, readBenchToVerify } from './whole-record.ts'
