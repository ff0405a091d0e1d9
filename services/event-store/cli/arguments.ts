import { parseArgs } from 'node:util'

export type Command =
  | { kind: 'help' }
  | { kind: 'backup' | 'restore'; folder: string; databases: readonly string[] }
  | { kind: 'verify'; anchor: string | undefined }
  | { kind: 'seal'; anchor: string }

/** The arguments are no valid command; the message says what would be valid. */
export class UsageError extends Error {}

export const help = `Backs up and restores the databases; seals and verifies the event store.

  npm run events -- backup FOLDER     back up all databases of deploy/databases.yaml into an empty folder, while the services run
  npm run events -- restore FOLDER    create them again in a Postgres that has none of them
      --database event_store          only this database (repeatable)
  npm run events -- verify            recompute the chain, roots and seals of all events and compare them with the anchor
  npm run events -- seal              seal all unsealed events, including today's, and append the seals to the anchor
      --anchor FILE                   the anchor file, if ANCHOR_FILE isn't set; verify --no-anchor compares with no anchor

Environment: DATABASE_ADMIN_URL (a superuser of the cluster) for backup and restore; restore reads the passwords of the roles from
EVENT_STORE_DB_PASSWORD etc., like provisioning. DATABASE_URL (the event store's) for verify and seal.
npm start -- --keep prints all of them. After a restore: node workers/main.ts cqrs_projection rebuild.

Exit codes: 0 done, 1 stored data was changed (verify), 2 nothing to verify, or no anchor to verify it against, 64 usage error, 69 Postgres or the backup is unavailable, 70 crash.`

/** @throws UsageError */
export const parseCommand = (args: readonly string[], anchorFile: string | undefined): Command => {
  const { values, positionals } = parse(args)
  const [verb, ...rest] = positionals
  if (values.help || verb === undefined) return { kind: 'help' }
  switch (verb) {
    case 'backup':
    case 'restore': {
      const [folder, ...more] = rest
      if (folder === undefined || more.length > 0)
        throw new UsageError(`${verb} takes exactly one folder: npm run events -- ${verb} FOLDER`)
      return { kind: verb, folder, databases: values.database }
    }
    case 'verify':
    case 'seal': {
      if (rest.length > 0) throw new UsageError(`${verb} takes no argument, got ${rest[0]}`)
      const anchor = values.anchor ?? anchorFile
      if (verb === 'verify' && values['no-anchor']) return { kind: verb, anchor: undefined }
      if (anchor === undefined) throw new UsageError(`${verb} needs an anchor: pass --anchor FILE or set ANCHOR_FILE`)
      return { kind: verb, anchor }
    }
    default:
      throw new UsageError(`Unknown command ${verb}.`)
  }
}

const parse = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        database: { type: 'string', multiple: true, default: [] },
        anchor: { type: 'string' },
        'no-anchor': { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}
