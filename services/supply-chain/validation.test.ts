import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, describe, expect, inject, it, vi } from 'vitest'
import { sql } from '#platform/postgres/pool.ts'
import { tokenOf } from '../testing.ts'
import { openSupplyChain } from './testing.ts'

const { world, request, list, validate, reject, validation, statesOf, pieces, statusOf, service, stop } =
  await openSupplyChain(inject('postgresUrl'))
afterEach(() => world.setWeather(() => 'fine'))
afterAll(stop)

const lockRequest = sql('test-lock-request', 'select from demande_reapprovisionnement where demande_id = $1 for update')
const waiters = sql(
  'test-waiters',
  "select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
)
const problemOf = ({ body }: { body: { type?: string } }) => body.type?.split(':').at(-1)

describe('a validation', () => {
  it('moves the pieces to the shop and approves the request, in three steps', async () => {
    const { id, produit } = await request(100, 30)
    expect(await validate(id)).toMatchObject({
      status: 200,
      body: { demande_id: id, produit_id: produit, quantite: 30, statut: 'approuvee', motif_rejet: null },
    })
    expect([await pieces(produit), await statusOf(id)]).toEqual([{ central: 70, local: 30 }, 'approuvee'])
    expect(await statesOf(id)).toEqual([
      'EN_ATTENTE',
      'PRELEVEMENT_STOCK',
      'STOCK_PRELEVE',
      'LIVRAISON_MAGASIN',
      'MAGASIN_LIVRE',
      'APPROBATION_DEMANDE',
      'DEMANDE_APPROUVEE',
      'VALIDATION_TERMINEE',
    ])
  })

  it('is undone if the central stock is too small, with the reason', async () => {
    const { id, produit } = await request(10, 30)
    const answer = await validate(id)
    expect(answer).toMatchObject({
      status: 409,
      body: { demande_id: id, etat: 'VALIDATION_ANNULEE', motif: 'STOCK_INSUFFISANT' },
    })
    expect([await pieces(produit), await statusOf(id)]).toEqual([{ central: 10, local: 0 }, 'en_attente'])
    expect(await validation(id)).toMatchObject({ terminale: true, motif: 'STOCK_INSUFFISANT' })
  })

  it('is undone in reverse order if its last step fails, and can be repeated with a new key', async () => {
    const { id, produit } = await request(100, 30)
    world.setWeather(({ path }) => (path.includes('approuver-demande') ? 'refused' : 'fine'))
    expect(await validate(id)).toMatchObject({
      status: 503,
      body: { etat: 'VALIDATION_ANNULEE', motif: 'ERREUR_SERVICE' },
    })
    expect([await pieces(produit), await statusOf(id)]).toEqual([{ central: 100, local: 0 }, 'en_attente'])
    const undone = (await statesOf(id)).filter((one) => one.endsWith(' done'))
    expect(undone).toEqual(['reprendreStockLocal done', 'rendreStockCentral done'])
    world.setWeather(() => 'fine')
    expect((await validate(id)).status).toBe(200)
    expect([await pieces(produit), await statusOf(id)]).toEqual([{ central: 70, local: 30 }, 'approuvee'])
  })

  it.each(['prelever-stock-central', 'livrer-stock-local', 'approuver-demande'])(
    'also undoes %s if its answer was lost, because it may have taken effect',
    async (path) => {
      const { id, produit } = await request(100, 30)
      world.setWeather((one) => (one.path.includes(path) ? 'answer-dropped' : 'fine'))
      expect(await validate(id)).toMatchObject({ status: 503, body: { motif: 'DELAI_DEPASSE' } })
      expect([await pieces(produit), await statusOf(id)]).toEqual([{ central: 100, local: 0 }, 'en_attente'])
    },
  )

  it('gives the same answer for the same key, also after the request was decided', async () => {
    const { id, produit } = await request(100, 30)
    const key = randomUUID()
    const first = await validate(id, { key })
    expect([await validate(id, { key }), await validate(id, { key })]).toEqual([first, first])
    expect(await pieces(produit)).toEqual({ central: 70, local: 30 })
    const other = await request(100, 30)
    expect((await validate(other.id, { key })).status).toBe(422)
    expect(problemOf(await validate(id))).toBe('demande-deja-traitee')
  })

  it('gives the same answer to a second call with its key that started before the first one had approved the request', async () => {
    const { id } = await request(100, 30)
    const key = randomUUID()
    const delays = [50, 500] // both calls look the key up before either starts, and the second reads the request at the end
    world.setWeather(({ path }) =>
      path.includes('demandes-reapprovisionnement') ? { delay: delays.shift() ?? 0 } : 'fine',
    )
    const [first, second] = await Promise.all([validate(id, { key }), validate(id, { key })])
    expect([first.status, second]).toEqual([200, first])
  })

  it('is still being processed for a second call with its key', async () => {
    const { id } = await request(100, 30)
    const key = randomUUID()
    world.setWeather(({ path }) => (path.includes('prelever') ? { delay: 250 } : 'fine'))
    const first = validate(id, { key })
    await vi.waitFor(async () => expect((await validation(id)).etat).toBe('PRELEVEMENT_STOCK'), 10_000)
    const second = await validate(id, { key })
    expect([second.status, problemOf(second)]).toEqual([409, 'idempotency-in-flight'])
    expect((await first).status).toBe(200)
  })

  it('of one request succeeds once, however many start at the same moment', async () => {
    const { id, produit } = await request(100, 10)
    const answers = await Promise.all(Array.from({ length: 5 }, () => validate(id)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(4)
    expect([await pieces(produit), await statusOf(id)]).toEqual([{ central: 90, local: 10 }, 'approuvee'])
  })

  it('and a rejection at the same moment exclude each other', async () => {
    for (let i = 0; i < 5; i++) {
      const { id, produit } = await request(100, 10)
      const [approved, rejected] = await Promise.all([validate(id), reject(id, 'Fin de saison')])
      expect([approved.status, rejected.status].sort()).toEqual([200, 409])
      const isApproved = approved.status === 200
      expect(await statusOf(id)).toBe(isApproved ? 'approuvee' : 'rejetee')
      expect(await pieces(produit)).toEqual(isApproved ? { central: 90, local: 10 } : { central: 100, local: 0 })
    }
  })

  it('needs a request that exists, a member of staff and the administration application', async () => {
    expect(problemOf(await validate(randomUUID()))).toBe('demande-inconnue')
    const { id } = await request(100, 10)
    expect((await validation(id)).type).toContain('validation-inconnue')
    expect((await validate(id, { token: await tokenOf('client', randomUUID()) })).status).toBe(403)
    expect((await validate(id, { caller: 'application-boutique' })).status).toBe(403)
    expect(await statusOf(id)).toBe('en_attente')
  })

  it('is refused with 503, and not started, while inventaire does not answer', async () => {
    const { id } = await request(100, 10)
    world.setWeather(({ path }) => (path.includes('demandes-reapprovisionnement') ? 'refused' : 'fine'))
    expect((await validate(id)).status).toBe(503)
    world.setWeather(() => 'fine')
    expect((await validation(id)).type).toContain('validation-inconnue')
  })
})

describe('a rejection', () => {
  it('stores its reason once, is repeated by its key, and moves nothing', async () => {
    const { id, produit } = await request(100, 30)
    const key = randomUUID()
    const first = await reject(id, 'Fin de saison', { key })
    expect(first).toMatchObject({ status: 200, body: { statut: 'rejetee', motif_rejet: 'Fin de saison' } })
    expect(await reject(id, 'Fin de saison', { key })).toEqual(first)
    expect((await reject(id, 'Autre', { key })).status).toBe(422)
    expect(problemOf(await reject(id, 'Fin de saison'))).toBe('demande-deja-traitee')
    expect(problemOf(await validate(id))).toBe('demande-deja-traitee')
    expect(await pieces(produit)).toEqual({ central: 100, local: 0 })
  })

  it('is still being processed for a second call with its key', async () => {
    const { id } = await request(100, 30)
    const key = randomUUID()
    const first = await world.inventaire.pool.transaction(async (tx) => {
      await tx.query(lockRequest, [id])
      const waiting = reject(id, 'Fin de saison', { key })
      await vi.waitFor(async () => expect(await world.inventaire.pool.query(waiters)).toHaveLength(1), 10_000)
      const second = await reject(id, 'Fin de saison', { key })
      expect([second.status, problemOf(second)]).toEqual([409, 'idempotency-in-flight'])
      return { waiting }
    })
    expect((await first.waiting).status).toBe(200)
  })

  it('needs a reason with a visible character', async () => {
    const { id } = await request(100, 30)
    for (const motif of ['', ' ', '\n']) expect((await reject(id, motif)).status).toBe(400)
    expect(problemOf(await reject(randomUUID(), 'Fin de saison'))).toBe('demande-inconnue')
    expect(await statusOf(id)).toBe('en_attente')
  })

  it('whose answer was lost is answered with 503, and a repetition with its key returns the rejected request', async () => {
    const { id } = await request(100, 30)
    world.setWeather(({ path }) => (path.includes('rejeter') ? 'answer-dropped' : 'fine'))
    const key = randomUUID()
    const lost = await reject(id, 'Fin de saison', { key })
    expect([lost.status, problemOf(lost)]).toEqual([503, 'interrupted'])
    world.setWeather(() => 'fine')
    expect(await reject(id, 'Fin de saison', { key })).toMatchObject({ status: 200, body: { statut: 'rejetee' } })
  }, 20_000)
})

describe('the list', () => {
  it('contains the requests of a state, page by page, oldest first', async () => {
    const ids = [(await request(1, 1)).id, (await request(1, 1)).id]
    await reject(ids[1] ?? '', 'Fin de saison')
    const rejected = (await list('?statut=rejetee&limite=100')).body.elements
    expect(rejected.at(-1)).toMatchObject({ demande_id: ids[1], statut: 'rejetee', motif_rejet: 'Fin de saison' })
    const first = (await list('?limite=1')).body
    const second = (await list(`?limite=1&curseur=${first.curseur_suivant}`)).body
    expect(second.elements[0].demande_id).not.toBe(first.elements[0].demande_id)
    expect((await list('?curseur=zzz')).status).toBe(400)
  })

  it('is for staff only', async () => {
    const url = '/api/supply-chain/demandes/'
    expect((await service.call('GET', url, { caller: 'application-administration' })).status).toBe(401)
  })
})
