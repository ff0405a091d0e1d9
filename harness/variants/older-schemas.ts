import { type OlderSchemas, renamingFields } from '../base/records.ts'

/** The first schemas called variants arms. */
const withVariants = renamingFields({ arm: 'variant', arms: 'variants' })

export const olderBenches: OlderSchemas = { 'sagabench/bench@1': withVariants }
export const olderCapacities: OlderSchemas = { 'sagabench/capacity@1': withVariants }
