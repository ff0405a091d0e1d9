import pg from 'pg'
import type { System } from '#harness/system/system.ts'

/** A change to the text of a database function; with `newName`, the result is a new function and the old one stays. */
export type Routine = { name: string; find: string; replace: string; newName?: string }

/** Applies a change as the superuser, in the database of a service. */
export const changeRoutine = async (
  system: System,
  databaseOf: string,
  { name, find, replace, newName = name }: Routine,
): Promise<string> => {
  const url = new URL(system.env('provision').DATABASE_ADMIN_URL ?? '')
  url.pathname = new URL(system.env(databaseOf).DATABASE_URL ?? '').pathname
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  try {
    const { rows } = await client.query<{ text: string }>(
      'select pg_get_functiondef(oid) as text from pg_proc where proname = $1',
      [name],
    )
    const text = rows[0]?.text ?? ''
    if (text.split(find).length !== 2) throw new Error(`${name} must contain this exactly once: ${find}`)
    await client.query(text.replace(find, () => replace).replaceAll(name, newName))
    return text
  } finally {
    await client.end()
  }
}
