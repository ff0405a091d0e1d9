import { parseArgs } from 'node:util'

export type Command =
  | { kind: 'help' }
  | { kind: 'backup' | 'restore'; folder: string; databases: readonly string[] }
  | { kind: 'verify'; anchor: string | undefined }
  | { kind: 'seal'; anchor: string }

/** What was typed is not a command: the message says what would be. */
export class UsageError extends Error {}

export const help = `Looks after the event store, and after the databases around it.

  npm run events -- backup FOLDER     all databases of deploy/databases.yaml, beside the services at work, into an empty folder
  npm run events -- restore FOLDER    makes them anew in a Postgres that has none of them
      --database event_store          only this database (can be repeated)
  npm run events -- verify            recomputes chain, roots and seals of all events, and compares them with the anchor
  npm run events -- seal              seals what no seal covers yet, today's events too, and writes it to the anchor
      --anchor FILE                   the anchor, where ANCHOR_FILE doesn't name it; verify --no-anchor compares with none

Environment: DATABASE_ADMIN_URL (a superuser of the cluster) for backup and restore; restore takes the passwords of the roles from
EVENT_STORE_DB_PASSWORD and the like, as provisioning does. DATABASE_URL (the event store's) for verify and seal.
npm start -- --keep prints all of them. Afterwards: node workers/main.ts cqrs_projection rebuild.

Exit codes: 0 done, 1 something was changed (verify), 2 there was nothing to verify, or no anchor to verify it by, 64 usage, 69 can't be done, 70 a crash.`

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
        throw new UsageError(`${verb} takes one folder: npm run events -- ${verb} FOLDER`)
      return { kind: verb, folder, databases: values.database }
    }
    case 'verify':
    case 'seal': {
      if (rest.length > 0) throw new UsageError(`${verb} takes no ${rest[0]}`)
      const anchor = values.anchor ?? anchorFile
      if (verb === 'verify' && values['no-anchor']) return { kind: verb, anchor: undefined }
      if (anchor === undefined) throw new UsageError(`${verb} needs the anchor: --anchor FILE, or ANCHOR_FILE`)
      return { kind: verb, anchor }
    }
    default:
      throw new UsageError(`There is no command ${verb}.`)
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
