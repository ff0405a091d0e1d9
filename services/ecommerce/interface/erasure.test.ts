import { randomUUID } from 'node:crypto'
import { globSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zstdDecompressSync } from 'node:zlib'
import { describe, expect, inject, it } from 'vitest'
import { fingerprint } from '#platform/delivery/idempotency.ts'
import type { ServerOperation } from '#platform/http/route.ts'
import { backup } from '#platform/postgres/backup/dump.ts'
import { sql } from '#platform/postgres/pool.ts'
import { tokenOf } from '../../testing.ts'
import { mailsTo } from '../mail-folder.ts'
import type { Ask, Shop } from '../testing.ts'
import {
  administration,
  erase,
  logIn,
  type Person,
  person,
  readRow,
  readTrace,
  shop,
  staff,
  textOfAll,
  waiting,
} from './erasure-testing.ts'

/** Operations that accept a customer's token, in every service. */
const ofCustomers = await (async () => {
  const files = globSync('generated/*/schemas.ts')
  const all = await Promise.all(files.map(async (file) => (await import(`../../../${file}`)).operations))
  const operations = all.flatMap((of) => Object.values(of as Record<string, ServerOperation>))
  return operations.filter(({ roles }) => roles?.includes('client'))
})()

const address = { rue: '3 avenue du Parc', ville: 'Québec', code_postal: 'G1R 4P5', pays: 'CA' }

describe('the token of an erased person', () => {
  const lines = [{ produit_id: 1, quantite: 1 }]
  /** Every operation by which a customer's token starts something; read operations are left out. */
  const starts: Record<string, (one: Person) => Promise<{ status: number; type: string }>> = {
    ajouterProduitPanier: ({ url, token }) => ours(`${url}/panier/lignes/`, { token, body: lines[0] }),
    modifierQuantitePanier: ({ url, token }) =>
      ours(`${url}/panier/lignes/1/quantite/`, { method: 'PUT', token, body: { quantite: 0 } }),
    modifierAdresseLivraison: ({ url, token }) =>
      ours(`${url}/adresse-livraison/`, { method: 'PUT', token, body: address }),
    initierCheckoutChoreo: ({ url, token }) =>
      ours(`${url}/checkout/choreo/`, { token, body: { panier: { lignes: lines } } }),
    changerMotDePasseClient: ({ url, token }) =>
      ours(`${url}/mot-de-passe/`, {
        method: 'PUT',
        token,
        body: { ancien_mot_de_passe: 'a-wrong-password', mot_de_passe: 'sel-de-guerande-9' },
      }),
    demarrerCheckoutSaga: async ({ id, token }) => {
      const body = { client_id: id, panier: { lignes: lines } }
      const call = { token, body, key: randomUUID(), caller: 'application-boutique' }
      const answer = await shop.orchestrator.call('POST', '/api/saga/checkout/', call)
      return { status: answer.status, type: answer.body.type }
    },
  }
  const ours = async (url: string, { method = 'POST', ...ask }: Ask & { method?: 'POST' | 'PUT' }) => {
    const answer = await shop.ask(method, url, { key: randomUUID(), ...ask })
    return { status: answer.statusCode, type: answer.json().type }
  }

  it('starts nothing any more, in either style, once the erasure is answered', async () => {
    for (const [operation, start] of Object.entries(starts)) {
      const one = await person()
      expect([operation, (await start(one)).status === 404]).toEqual([operation, false])
      expect((await erase(one, one)).statusCode).toBe(200)
      const refused = { status: 404, type: 'urn:sagabench:problem:client-inconnu' }
      expect([operation, await start(one)]).toEqual([operation, refused])
    }
  })

  it('is tried on every operation that starts something', () => {
    const writing = ofCustomers.filter(({ method }) => method !== 'GET').map(({ operationId }) => operationId)
    // The erasure itself may be repeated, with the same answer; an export starts nothing (its refusal: personal-data.test.ts).
    const others = ['effacerDonneesPersonnelles', 'exporterDonneesPersonnelles']
    expect(writing.sort()).toEqual([...Object.keys(starts), ...others].sort())
  })

  it('stays valid until the orchestrator knows, so the erasure is not answered before', async () => {
    const one = await person()
    const key = randomUUID()
    shop.setOrchestratorAway(true)
    const early = await erase(one, { ...one, key })
    shop.setOrchestratorAway(false)
    expect([early.statusCode, early.json().type]).toEqual([503, 'urn:sagabench:problem:interrupted'])
    expect((await erase(one, { ...one, key })).statusCode).toBe(200)
    expect((await starts.demarrerCheckoutSaga?.(one))?.status).toBe(404)
  })
})

describe('an erased person', () => {
  it('is nowhere in the database, and can not be read, log in, fill a cart or check out', async () => {
    const one = await person()
    await shop.ask('POST', `${one.url}/panier/lignes/`, {
      token: one.token,
      key: randomUUID(),
      body: { produit_id: 1, quantite: 1 },
    })
    const own = { ...address, rue: `${randomUUID()}, avenue du Parc` }
    const moving = { token: one.token, key: randomUUID(), body: own }
    const moved = await shop.ask('PUT', `${one.url}/adresse-livraison/`, moving)
    expect(moved.statusCode).toBe(200)
    // The digest of an address would confirm a guess.
    const digests = sql('test-digests', 'select from idempotency where fingerprint = $1')
    const digest = fingerprint('modifierAdresseLivraison', own)
    expect(await shop.pool.query(digests, [digest])).not.toEqual([])
    const answer = await erase(one, { token: one.token })
    expect(await shop.pool.query(digests, [digest])).toEqual([])
    expect([answer.statusCode, answer.json()]).toEqual([200, { client_id: one.id, efface_le: expect.any(String) }])

    const [row] = await shop.pool.query(readRow, [one.id])
    expect(row).toMatchObject({ donnees: null, courriel_empreinte: null })
    const everything = await textOfAll()
    for (const text of ['Camille Roy', one.courriel, '12 rue des Lilas', own.rue])
      expect(everything).not.toContain(text)

    const { token, url } = one
    const key = randomUUID()
    expect((await shop.ask('GET', `${url}/`, { token })).statusCode).toBe(404)
    expect((await shop.ask('GET', `${url}/panier/`, { token })).statusCode).toBe(404)
    expect((await logIn(one)).statusCode).toBe(401)
    const cart = { lignes: [{ produit_id: 1, quantite: 1 }] }
    expect((await shop.ask('POST', `${url}/checkout/choreo/`, { token, key, body: { panier: cart } })).statusCode).toBe(
      404,
    )
  })

  it('does not come back with an older copy of the row, as from a restored backup', async () => {
    const one = await person()
    const { rows } = await shop.pool.raw.query('select * from client where client_id = $1', [one.id])
    const { donnees: data, courriel_empreinte } = rows[0]
    await erase(one, { token: one.token })
    await shop.pool.raw.query(
      'update client set donnees = $2, courriel_empreinte = $3, efface_le = null where client_id = $1',
      [one.id, data, courriel_empreinte],
    )
    expect((await shop.ask('GET', `${one.url}/`, { token: one.token })).statusCode).toBe(404)
    expect((await logIn(one)).statusCode).toBe(401)
  })

  it('can not be read from an earlier backup', async () => {
    const one = await person()
    const folder = await mkdtemp(join(tmpdir(), 'sagabench-backup-'))
    try {
      const { rows } = await shop.pool.raw.query('select current_database() as name')
      await backup(inject('postgresUrl'), [rows[0].name], join(folder, 'before'))
      const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((file) => file.isFile())
      const texts = await Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name))))
      const all = texts.map((text, i) => (files[i]?.name.endsWith('.zst') ? zstdDecompressSync(text) : text).toString())
      expect(all.join()).toContain(one.id)
      for (const text of ['Camille Roy', one.courriel, '12 rue des Lilas']) {
        expect(all.join()).not.toContain(text)
        expect(all.join()).not.toContain(Buffer.from(text).toString('hex'))
      }
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  it('leaves nothing of a second registration with the same address: no digest, row, key or message', async () => {
    const one = await person()
    const adresse_livraison = { rue: 'r', ville: 'v', code_postal: 'c', pays: 'CA' }
    const body = { nom: 'Camille', courriel: one.courriel, mot_de_passe: one.mot_de_passe, adresse_livraison }
    const key = randomUUID()
    const keysBefore = await readdir(shop.keysFolder)
    expect((await shop.ask('POST', '/api/commandes/clients/', { key, body })).statusCode).toBe(202)
    const count = async (): Promise<number[]> => {
      const texts = [
        ['select from idempotency where key = $1', key],
        ['select from mail_outbox where courriel_empreinte = $1', shop.keys.emailDigest(one.courriel)],
      ] as const
      return Promise.all(texts.map(async ([text, value]) => (await shop.pool.raw.query(text, [value])).rows.length))
    }
    expect(await count()).toEqual([1, 2])
    await expect.poll(() => mailsTo(shop.mailFolder, one.courriel)).toHaveLength(2)
    await erase(one, { token: one.token })
    expect(await count()).toEqual([0, 0])
    expect(await mailsTo(shop.mailFolder, one.courriel)).toEqual([])
    const keysAfter = await readdir(shop.keysFolder)
    expect(keysAfter.filter((name) => !keysBefore.includes(name))).toEqual([])
  })

  it('may open a new account with the same address, as a different customer', async () => {
    const one = await person()
    await erase(one, { token: one.token })
    const adresse_livraison = { rue: 'r', ville: 'v', code_postal: 'c', pays: 'CA' }
    const body = { nom: 'Camille', courriel: one.courriel, mot_de_passe: one.mot_de_passe, adresse_livraison }
    expect(await shop.openAccount(body)).not.toBe(one.id)
  })
})

describe('an erasure', () => {
  it('is recorded without personal data, once, however often it is requested', async () => {
    const one = await person()
    const first = await erase(one, { token: staff, caller: administration })
    const again = await erase(one, { token: one.token })
    expect(again.json()).toEqual(first.json())
    const traces = await shop.pool.query(readTrace, [one.id])
    expect(traces).toEqual([
      {
        client_id: one.id,
        efface_le: new Date(first.json().efface_le),
        demande_par: 'member-of-staff',
        application: administration,
      },
    ])
  })

  it('interrupted after its transaction is completed by the next request', async () => {
    const one = await person()
    await erase(one, { token: one.token })
    await shop.keys.create(one.id)
    await erase(one, { token: one.token })
    expect(await shop.keys.read(one.id)).toBeUndefined()
  })

  it('empties a cart that is filled concurrently, whichever comes first', async () => {
    // The request is only sent once its answer is awaited.
    const sent = async (asked: ReturnType<Shop['ask']>): Promise<number> => (await asked).statusCode
    const fill = ({ url, token }: Person) => {
      const body = { produit_id: 1, quantite: 1 }
      return sent(shop.ask('POST', `${url}/panier/lignes/`, { token, key: randomUUID(), body }))
    }
    const holder = await shop.pool.raw.connect()
    const left = async ({ id }: Person) =>
      (await shop.pool.raw.query('select lignes from panier where client_id = $1', [id])).rows.flatMap(
        ({ lignes: lines }) => lines,
      )
    try {
      const late = await person()
      await fill(late)
      await holder.query('begin')
      await holder.query('select from panier where client_id = $1 for update', [late.id])
      const erased = sent(erase(late, { token: late.token }))
      await expect.poll(waiting).toBe(1)
      const filled = fill(late)
      await expect.poll(waiting).toBe(2)
      await holder.query('commit')
      expect([await erased, await filled]).toEqual([200, 404])
      expect(await left(late)).toEqual([])

      const early = await person()
      await holder.query('begin')
      await holder.query('insert into panier (client_id, lignes) values ($1, $2)', [early.id, '[{"produit_id":1}]'])
      const next = sent(erase(early, { token: early.token }))
      await expect.poll(waiting).toBe(1)
      await holder.query('commit')
      expect(await next).toBe(200)
      expect(await left(early)).toEqual([])

      const ending = await person()
      await fill(ending)
      await holder.query('begin')
      await holder.query(`update panier set etat = 'termine', checkout_id = gen_random_uuid() where client_id = $1`, [
        ending.id,
      ])
      const last = sent(erase(ending, { token: ending.token }))
      await expect.poll(waiting).toBe(1)
      await holder.query('commit')
      expect(await last).toBe(200)
      expect(await left(ending)).toEqual([])
    } finally {
      holder.release()
    }
  })

  it('makes Redis rewrite its log', async () => {
    const persistence = async (field: string): Promise<number> =>
      Number(new RegExp(`${field}:(\\d+)`).exec(await shop.bus.redis.info('persistence'))?.[1] ?? 0)
    const rewritten = (): Promise<number> => persistence('aof_rewrites')
    await expect.poll(() => persistence('aof_rewrite_in_progress')).toBe(0)
    const before = await rewritten()
    await erase(await person(), { token: staff, caller: administration })
    await expect.poll(rewritten).toBeGreaterThan(before)
  })

  it.each([
    ['another customer', () => tokenOf('client', randomUUID()), undefined, 404],
    ['staff from another application', () => Promise.resolve(staff), 'application-boutique', 403],
  ])('is refused to %s', async (_who, token, caller, status) => {
    const one = await person()
    const answer = await erase(one, { token: await token(), ...(caller === undefined ? {} : { caller }) })
    expect(answer.statusCode).toBe(status)
    expect((await shop.ask('GET', `${one.url}/`, { token: one.token })).statusCode).toBe(200)
  })

  it('of an unknown customer is answered with 404, and without a token with 401', async () => {
    const url = `/api/commandes/clients/${randomUUID()}`
    expect((await erase({ url }, { token: staff, caller: administration })).statusCode).toBe(404)
    expect((await erase({ url }, {})).statusCode).toBe(401)
  })
})
