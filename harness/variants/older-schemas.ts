import type { OlderSchemas } from '../base/records.ts'

const newNames = new Map([
  ['arm', 'variant'],
  ['arms', 'variants'],
])

/** Renames the fields `arm` and `arms`, at any depth. */
const renamed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(renamed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [newNames.get(name) ?? name, renamed(field)]))
}

/** The first schema of each record that has variants called them `arm` and `arms`. */
const withVariants = (record: object): object => renamed(record) as object

export const olderBenches: OlderSchemas = { 'sagabench/bench@1': withVariants }
export const olderCapacities: OlderSchemas = { 'sagabench/capacity@1': withVariants }
export const olderHistories: OlderSchemas = { 'sagabench/history@1': withVariants }
