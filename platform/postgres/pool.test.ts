import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { onConnection, openPool, type Pool, sql } from './pool.ts'
import { createTestDatabase, type TestDatabase } from './provision.ts'

const increment = sql('test-increment', 'update counter set value = value + $2 where id = $1')
const read = sql('test-read', 'select id, value from counter order by id')

let database: TestDatabase
let pool: Pool

beforeAll(async () => {
  database = await createTestDatabase(inject('postgresUrl'), 'platform/postgres/fixtures/counter')
  pool = openPool({ url: database.url, name: 'postgres-test' })
})

afterAll(async () => {
  await pool.close()
  await database.drop()
})

it('two transactions that deadlock both take effect, exactly once each', async () => {
  let arrived = 0
  let open: () => void = () => {}
  const bothHoldALock = new Promise<void>((resolve) => {
    open = resolve
  })
  const move = (first: number, second: number) =>
    pool.transaction(async (tx) => {
      await tx.query(increment, [first, 1])
      arrived += 1
      if (arrived >= 2) open()
      await bothHoldALock
      await tx.query(increment, [second, 10])
    })
  await Promise.all([move(1, 2), move(2, 1)])
  // The aborted transaction restarts, and may deadlock once more before the other gets its lock.
  expect(arrived).toBeGreaterThanOrEqual(3)
  expect(await pool.query(read)).toEqual([
    { id: 1, value: 11 },
    { id: 2, value: 11 },
  ])
})

it('a transaction that throws has no effect', async () => {
  const before = await pool.query(read)
  await expect(
    pool.transaction(async (tx) => {
      await tx.query(increment, [1, 100])
      throw new Error('refused')
    }),
  ).rejects.toThrow('refused')
  expect(await pool.query(read)).toEqual(before)
})

it('a transaction whose work swallows a failed statement is reported as failed', async () => {
  const before = await pool.query(read)
  const hiding = pool.transaction(async (tx) => {
    await tx.query(increment, [1, 100])
    await tx.query(increment, ['no id', 1]).catch(() => undefined)
  })
  await expect(hiding).rejects.toThrow('rolled back')
  expect(await pool.query(read)).toEqual(before)
})

it('a bigint beyond the safe integers is an error, not a rounded number', async () => {
  await expect(pool.raw.query('select 9007199254740993::bigint as n')).rejects.toThrow(RangeError)
})

it('one name for two statements is rejected', () => {
  expect(() => sql('test-read', 'select 1')).toThrow('Two statements are named test-read')
})

it('a name that Postgres would truncate is rejected', () => {
  expect(sql('n'.repeat(63), 'select 1').name).toHaveLength(63)
  expect(() => sql('n'.repeat(64), 'select 1')).toThrow('has more than 63 characters; shorten it')
})

it('if the server ends a lent connection between two statements, its work fails, the process survives, and the connection is replaced', async () => {
  const broken = onConnection(pool.raw, async (client) => {
    const [{ pid }] = (await client.query('select pg_backend_pid() as pid')).rows
    const gone = new Promise((done) => client.once('end', done))
    await pool.raw.query('select pg_terminate_backend($1)', [pid])
    await gone
    return client.query('select 1')
  })
  await expect(broken).rejects.toThrow()
  expect((await pool.raw.query('select 1 as alive')).rows).toEqual([{ alive: 1 }])
})

it('every statement is counted, including the ends of a transaction', async () => {
  let statements = 0
  const counted = openPool({ url: database.url, name: 'postgres-test', max: 2, onStatement: () => statements++ })
  try {
    await counted.query(read)
    expect(statements).toBe(1)
    await counted.transaction((tx) => tx.query(read))
    expect(statements).toBe(4)
    await counted.raw.query('select 1')
    expect(statements).toBe(5)
  } finally {
    await counted.close()
  }
})

/** A proxy to Postgres that, once silenced, returns neither an answer nor an end of the connection. */
const silenceableProxy = async () => {
  const url = new URL(database.url)
  const [port, host] = [Number(url.port), url.hostname]
  const lines: Socket[] = []
  const server = createServer((client) => {
    const line = connect(port, host)
    client.pipe(line).pipe(client)
    for (const end of [client, line]) end.on('error', () => {})
    lines.push(line, client)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  url.hostname = '127.0.0.1'
  url.port = String((server.address() as AddressInfo).port)
  return {
    url: url.href,
    silence: () => {
      for (const line of lines) line.unpipe()
    },
    close: () => {
      server.close()
      for (const line of lines) line.destroy()
    },
  }
}

it('a statement on an unresponsive connection fails in the end, and the next one uses another', async () => {
  const way = await silenceableProxy()
  const short = openPool({ url: way.url, name: 'postgres-test-silent', max: 1, answerMs: 300 })
  expect(await short.query(read)).toHaveLength(2)
  way.silence()
  await expect(short.query(read)).rejects.toThrow('timeout')
  expect(await short.query(read)).toHaveLength(2)
  await short.close()
  way.close()
})

/** A message of Postgres' protocol: letter, length, content. */
const messageOf = (letter: string, body: Buffer): Buffer => {
  const head = Buffer.alloc(5, letter)
  head.writeUInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}

it('if the server ends a connection while it is being lent, the work fails, not the process', async () => {
  const ready = [messageOf('R', Buffer.alloc(4)), messageOf('Z', Buffer.from('I'))]
  const ended = messageOf('E', Buffer.from('SFATAL\0C57P01\0Mterminating connection due to administrator command\0\0'))
  // Both in one packet: only then does the end arrive before a statement can run.
  const server = createServer((socket) => socket.once('data', () => socket.end(Buffer.concat([...ready, ended]))))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  const ending = openPool({ url: `postgres://user:secret@127.0.0.1:${port}/none`, name: 'postgres-test' })
  await expect(ending.transaction(async () => 'done')).rejects.toThrow()
  await ending.close()
  server.close()
})
