/** Group state as XINFO GROUPS gives it; `lag` and `entriesRead` are null if Redis doesn't know them. */
export type GroupState = {
  group: string
  lag: number | null
  pending: number
  lastDeliveredId: string
  entriesRead: number | null
}

const countOf = (value: string | number | null | undefined): number | null =>
  value === null || value === undefined ? null : Number(value)

export const readGroups = (reply: unknown): GroupState[] =>
  (reply as (string | number | null)[][]).map((flat) => {
    const values = new Map<string, string | number | null>()
    for (let i = 0; i + 1 < flat.length; i += 2) values.set(String(flat[i]), flat[i + 1] ?? null)
    return {
      group: String(values.get('name')),
      lag: countOf(values.get('lag')),
      pending: Number(values.get('pending')),
      lastDeliveredId: String(values.get('last-delivered-id')),
      entriesRead: countOf(values.get('entries-read')),
    }
  })
