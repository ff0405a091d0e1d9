// What the records of a bench say: figures, comparisons, gates, and their texts.

export { capacityText } from './capacity-text.ts'
export { compareBenches } from './compare.ts'
export { comparisonText } from './compare-text.ts'
export { confidence, type Measure, measureOf, validBlocks, valueOfBlock } from './figures.ts'
export { type GateOptions, gate } from './gate.ts'
export { gateMarkdown, gateText } from './gate-text.ts'
export { changedHop, type HopChange } from './hop-change.ts'
export { benchTable, brokenPromises, comparisonLines, unmeasured } from './table.ts'
