// Runs a scenario: load, rest, and what describes the machine meanwhile.

export { bytesWritten, cpuTimes } from './cpu.ts'
export { findK6 } from './k6.ts'
export { beganAt, planLoad, runLoad } from './load.ts'
export { describeCommit, describeMachine } from './machine.ts'
export { waitForRest } from './rest.ts'
export { type MeasuredSystem, type Progress, type RunContext, runScenario } from './run-scenario.ts'
export { probeSpeed } from './speed.ts'
