import pg from 'pg'
import type { CellContext, FaultCell } from '#harness/faults/plan.ts'
import type { System } from '#harness/system/system.ts'
import { styles } from './hosts.ts'
import { shopOf } from './shop.ts'

const count = 10

/** Connects as the owner of all databases, to `database` or to the default one. */
export const connect = async (system: System, database?: string): Promise<pg.Client> => {
  const url = new URL(system.env('provision').DATABASE_ADMIN_URL ?? '')
  if (database !== undefined) url.pathname = `/${database}`
  const client = new pg.Client({ connectionString: url.href, application_name: 'faults' })
  client.on('error', () => {})
  await client.connect()
  return client
}

const during = (harm: (context: CellContext) => Promise<void>) => async (context: CellContext) => {
  const batch = shopOf(context).checkOut(context, { count })
  await context.sleep(context.random() * 200)
  context.harmed()
  await harm(context)
  await batch
}

const restarted = (signal: NodeJS.Signals) =>
  during(async ({ victims }) => {
    await victims.kill('saga-db', signal)
    await victims.start('saga-db')
  })

const terminated = during(async ({ system, sleep }) => {
  const client = await connect(system)
  for (let n = 0; n < 4; n++) {
    await client.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name not in ('faults', 'scenario') and pid <> pg_backend_pid() and backend_type = 'client backend'",
    )
    await sleep(150)
  }
  await client.end()
})

/** Every transaction that needs the table waits, until the service has no connection left. */
const locked = (database: string, lockedTable: string) =>
  during(async ({ system, sleep, now, outage }) => {
    const client = await connect(system, database)
    const from = now()
    await client.query('begin')
    await client.query(`lock table ${lockedTable} in access exclusive mode`)
    await sleep(3_000)
    await client.query('rollback')
    outage(from, now())
    await client.end()
  })

/** A transaction that has written and stays open keeps the relay from publishing later messages. */
const leftOpen = during(async ({ system, sleep }) => {
  const client = await connect(system, 'ecommerce')
  await client.query('begin')
  await client.query('create table left_open (n integer)')
  await sleep(4_000)
  await client.query('rollback')
  await client.end()
})

/** Two sessions deadlock over rows of stock that carts need; Postgres aborts one of them. */
const deadlock = during(async ({ system }) => {
  const [a, b] = [await connect(system, 'inventaire'), await connect(system, 'inventaire')]
  const touch = (client: pg.Client, produit: number) =>
    client.query('update stock_central set disponible = disponible where produit_id = $1', [produit])
  await Promise.all([a.query('begin'), b.query('begin')])
  await touch(a, 1)
  await touch(b, 2)
  await Promise.allSettled([touch(a, 2), touch(b, 1)])
  await Promise.allSettled([a.query('rollback'), b.query('rollback')])
  await Promise.all([a.end(), b.end()])
})

const faults: readonly [phase: string, text: string, run: NonNullable<FaultCell['run']>][] = [
  ['restarted', 'Postgres is restarted', restarted('SIGINT')],
  ['killed', 'Postgres is killed, and recovers from its log', restarted('SIGKILL')],
  ['terminated', 'All connections are terminated, again and again', terminated],
  ['pool-exhausted', 'Every connection of inventaire waits for a lock', locked('inventaire', 'reservation')],
  ['order-locked', 'Every connection of commandes waits for a lock', locked('commandes', 'vente')],
  ['left-open', 'A transaction is left open', leftOpen],
  ['deadlock', 'Two transactions wait for each other', deadlock],
]

/** Postgres, and other sessions in it. */
export const databaseFaults: readonly FaultCell[] = faults.flatMap(([phase, text, run]) =>
  styles.map((style) => ({ style, process: 'saga-db', step: 'any', phase, kind: 'fault' as const, text, run })),
)
