// What a run leaves behind: its record, samples, use of resources, and raw lines.

export { hashDocuments } from './hashes.ts'
export { family, type Hop, hopsOfRounds, hopsTogether } from './hops.ts'
export { type EvidenceRow, type GeneratorReport, type InvariantResult, readSamples, readTimed } from './raw.ts'
export { type Machine, type RunRecord, rawFolder, readRun, type ScenarioRun, writeRun } from './run-record.ts'
export { badEnds, isGood, isUnreached, latencyMs, type Outcome, type Sample, startLagMs, type Timed } from './sample.ts'
export { costsPerUnit, openMeter, type ProcessUse, systemCpuMs, type Usage } from './usage.ts'
