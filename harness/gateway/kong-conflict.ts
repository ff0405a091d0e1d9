import type { Path } from './yaml-places.ts'

/** A contradiction in the gateway's file: where, what is wrong, what would be right. */
export type Conflict = { readonly path: Path; readonly wrong: string; readonly right: string }
