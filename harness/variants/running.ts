// Runs the variants of a bench: in turns, or with growing load to find their capacity.

export type { VariantsContext } from './block.ts'
export { measureCapacity } from './capacity.ts'
export { orderOf, runVariants } from './run.ts'
export type { Variant, VariantSet } from './variant.ts'
