import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, describe, expect, inject, it, vi } from 'vitest'
import { sql } from '#platform/postgres/pool.ts'
import { tokenOf } from '../testing.ts'
import { createSupplyChainServer } from './server.ts'
import { openSupplyChain, undosFail } from './testing.ts'

// What operators do with validations that need a person.

const { world, parts, request, validate, validation, stepsOf, intervene, ...rest } = await openSupplyChain(
  inject('postgresUrl'),
)
const { readValidation, parked, loseRequest, pieces, statusOf, untilEnded, administratorId, service, stop } = rest
afterEach(() => world.setWeather(() => 'fine'))
afterAll(stop)

const ends = sql(
  'test-ends',
  "select count(*)::integer as n from validation_log where saga_id = $1 and type in ('succeeded', 'cancelled')",
)
const problemOf = ({ body }: { body: { type?: string } }) => body.type?.split(':').at(-1)
const endsOf = async (validationId: string) => (await service.pool.query<{ n: number }>(ends, [validationId]))[0]?.n

/** A validation that runs its last step for this long. */
const runningValidation = async (delay: number) => {
  const { id, produit } = await request(100, 30)
  world.setWeather(({ path }) => (path.includes('approuver') ? { delay } : 'fine'))
  const answer = validate(id)
  await vi.waitFor(async () => expect((await validation(id)).etapes?.[2].debut_a).toBeTypeOf('string'), {
    interval: 2,
    timeout: 10_000,
  })
  return { id, produit, answer, validationId: (await validation(id)).validation_id as string }
}

describe('the steps of a validation', () => {
  it('show their states, attempts and times, so that they can be followed live', async () => {
    const { id, answer } = await runningValidation(200)
    expect(await stepsOf(id)).toEqual([
      'prelever-stock-central faite',
      'livrer-stock-local faite',
      'approuver-demande en_cours',
    ])
    const during = (await validation(id)).version
    await answer
    const { etapes, version, debut_a, fin_a } = await validation(id)
    expect(version).toBeGreaterThan(during)
    for (const { etat, tentatives, debut_a: from, fin_a: to, annulation } of etapes) {
      expect([etat, tentatives, annulation.tentatives, annulation.debut_a]).toEqual(['faite', 1, 0, null])
      expect([debut_a, from, to, fin_a].toSorted()).toEqual([debut_a, from, to, fin_a])
    }
  })

  it('show each undo with its attempts and reason, also while it keeps failing', async () => {
    const { id } = await parked()
    const { etapes } = await validation(id)
    expect(etapes.map(({ etat }: { etat: string }) => etat)).toEqual(['a_annuler', 'parquee', 'echouee'])
    expect(etapes[1].annulation).toMatchObject({ action: 'reprendreStockLocal', tentatives: 3, fin_a: null })
    expect(etapes[1].annulation.motif).toContain('503')
    world.setWeather(() => 'fine')
    await untilEnded(id)
    expect(await stepsOf(id)).toEqual([
      'prelever-stock-central annulee',
      'livrer-stock-local annulee',
      'approuver-demande echouee',
    ])
  })

  it('show why an approval failed that asks for more than the central stock has; its request still waits', async () => {
    const { id } = await request(10, 30)
    expect((await validate(id)).status).toBe(409)
    const { etapes, motif, demandee_par } = await validation(id)
    expect([etapes[0].etat, etapes[0].motif, motif]).toEqual(['echouee', 'STOCK_INSUFFISANT', 'STOCK_INSUFFISANT'])
    expect(demandee_par).toMatch(/^[0-9a-f-]{36}$/)
    expect(await statusOf(id)).toBe('en_attente')
  })
})

describe('a forced undo', () => {
  it('stops a running validation, undoes its steps and is recorded with author, role, reason and time', async () => {
    const { id, produit, answer, validationId } = await runningValidation(300)
    const motif = 'Le fournisseur a rappelé le lot'
    const forced = await intervene(validationId, 'annuler', { motif })
    expect(forced).toMatchObject({ status: 202, body: { validation_id: validationId, demande_id: id } })
    expect(await answer).toMatchObject({ status: 503, body: { motif: 'COMPENSATION_FORCEE' } })
    expect([await pieces(produit), await statusOf(id)]).toEqual([{ central: 100, local: 0 }, 'en_attente'])
    const [only, ...others] = (await readValidation(validationId)).body.interventions
    expect(only).toMatchObject({
      operation: 'forcerAnnulationValidation',
      auteur: administratorId,
      role: 'administrateur',
      motif,
    })
    expect([Math.abs(Date.parse(only.a) - Date.now()) < 60_000, others]).toEqual([true, []])
  })

  it('and the end of the validation exclude each other, whichever moment it comes at', async () => {
    const outcomes = new Set<string>()
    for (let delay = 0; delay < 36; delay += 3) {
      const { id, produit, answer, validationId } = await runningValidation(delay)
      const { status } = await intervene(validationId, 'annuler', { motif: 'Erreur de saisie' })
      const isApproved = (await answer).status === 200
      await untilEnded(id)
      outcomes.add(`${status}, ${isApproved ? 'approved' : 'undone'}`)
      expect(await endsOf(validationId)).toBe(1)
      expect(await statusOf(id)).toBe(isApproved ? 'approuvee' : 'en_attente')
      expect(await pieces(produit)).toEqual(isApproved ? { central: 70, local: 30 } : { central: 100, local: 0 })
    }
    expect(['202, undone', '409, approved']).toEqual(expect.arrayContaining([...outcomes]))
  })
})

describe('a restart', () => {
  it('releases a parked validation, and is recorded', async () => {
    const { id, produit, validationId } = await parked()
    world.setWeather(() => 'fine')
    const body = { etape: 'livrer-stock-local', motif: 'inventaire répond de nouveau' }
    expect((await intervene(validationId, 'relancer', body)).status).toBe(202)
    await untilEnded(id)
    expect([await pieces(produit), await statusOf(id)]).toEqual([{ central: 100, local: 0 }, 'en_attente'])
    expect((await validation(id)).interventions).toMatchObject([{ operation: 'relancerValidation', motif: body.motif }])
    expect(await endsOf(validationId)).toBe(1)
  })

  it('is refused from a step that is unknown or has nothing to undo, and not recorded', async () => {
    const { id, validationId } = await parked()
    for (const etape of ['approuver-demande', 'inconnue']) {
      const refused = await intervene(validationId, 'relancer', { etape, motif: 'Essai' })
      expect([refused.status, problemOf(refused)]).toEqual([409, 'relance-impossible'])
    }
    expect((await validation(id)).interventions).toEqual([])
  })
})

describe('closing a validation', () => {
  it('ends one whose request inventaire lost, which nothing else can end, and keeps its first reason', async () => {
    const { id, produit, validationId } = await parked()
    await loseRequest({ id, produit })
    world.setWeather(() => 'fine')
    const again = await intervene(validationId, 'relancer', { etape: 'livrer-stock-local', motif: 'Essai' })
    expect(again.status).toBe(202)
    await vi.waitFor(async () => expect((await validation(id)).etapes[1].annulation.motif).toContain('404'), 10_000)
    expect((await validation(id)).terminale).toBe(false)
    const motif = 'La demande manque depuis la restauration'
    const key = randomUUID()
    const first = await intervene(validationId, 'clore', { motif }, { key })
    expect(first).toMatchObject({
      status: 202,
      body: { validation_id: validationId, etat: 'VALIDATION_ANNULEE' },
    })
    expect(await intervene(validationId, 'clore', { motif }, { key })).toEqual(first)
    expect((await intervene(validationId, 'clore', { motif })).status).toBe(409)
    const closed = await validation(id)
    expect(closed).toMatchObject({ terminale: true, motif: 'ERREUR_SERVICE', parquee: false })
    expect(await stepsOf(id)).toEqual([
      'prelever-stock-central abandonnee',
      'livrer-stock-local abandonnee',
      'approuver-demande echouee',
    ])
    expect(closed.interventions.at(-1)).toMatchObject({
      operation: 'cloreValidation',
      motif,
      auteur: administratorId,
    })
  })

  it('is refused while the undo can still succeed, or the validation runs, and not recorded', async () => {
    const { id, validationId } = await parked()
    const refused = await intervene(validationId, 'clore', { motif: 'Trop long' })
    expect([refused.status, problemOf(refused)]).toEqual([409, 'cloture-impossible'])
    const running = await runningValidation(300)
    await loseRequest(running)
    expect(problemOf(await intervene(running.validationId, 'clore', { motif: 'Trop long' }))).toBe('cloture-impossible')
    expect((await validation(id)).interventions).toEqual([])
    await running.answer
  })

  it('happens once, however many operators close and restart it through several replicas at the same moment', async () => {
    const { id, produit, validationId } = await parked()
    await loseRequest({ id, produit })
    world.setWeather(() => 'fine')
    const other = createSupplyChainServer({ ...parts, owner: 'two' })
    const token = await tokenOf('administrateur', administratorId)
    const elsewhere = (operation: string, payload: object) =>
      other.server.inject({
        method: 'POST',
        url: `/api/supply-chain/validations/${validationId}/${operation}/`,
        headers: {
          'x-gateway-secret': parts.gatewaySecret,
          'x-consumer-username': 'application-administration',
          authorization: `Bearer ${token}`,
          'idempotency-key': randomUUID(),
        },
        payload,
      })
    const motif = 'La demande manque'
    const restart = { etape: 'livrer-stock-local', motif }
    await Promise.all([
      elsewhere('clore', { motif }),
      intervene(validationId, 'clore', { motif }),
      intervene(validationId, 'relancer', restart),
      elsewhere('relancer', restart),
      elsewhere('clore', { motif }),
    ])
    await intervene(validationId, 'clore', { motif })
    await untilEnded(id)
    expect(await endsOf(validationId)).toBe(1)
    await other.stop(1_000)
  })

  it('is answered with 503 while inventaire does not answer', async () => {
    const { validationId } = await parked()
    world.setWeather(({ path }) =>
      path.includes('demandes-reapprovisionnement') ? 'refused' : undosFail({ path, key: '' }),
    )
    expect((await intervene(validationId, 'clore', { motif: 'La demande manque' })).status).toBe(503)
  })
})

describe('every intervention', () => {
  const bodies = [
    ['annuler', { motif: 'Essai' }],
    ['relancer', { etape: 'livrer-stock-local', motif: 'Essai' }],
    ['clore', { motif: 'Essai' }],
  ] as const

  it.each(bodies)(
    '%s needs an administrator, a visible reason, and a validation that has not ended',
    async (operation, body) => {
      const { id } = await request(100, 30)
      await validate(id)
      const { validation_id: validationId } = await validation(id)
      const gerant = await tokenOf('gerant', randomUUID())
      expect((await intervene(validationId, operation, body, { token: gerant })).status).toBe(403)
      expect((await intervene(validationId, operation, body, { caller: 'application-boutique' })).status).toBe(403)
      expect((await intervene(validationId, operation, { ...body, motif: '\u200b' })).status).toBe(400)
      expect(problemOf(await intervene(randomUUID(), operation, body))).toBe('validation-inconnue')
      expect(await intervene(validationId, operation, body)).toMatchObject({
        status: 409,
        body: { validation_id: validationId, etat: 'VALIDATION_TERMINEE' },
      })
      expect((await validation(id)).interventions).toEqual([])
    },
  )

  it('is recorded once if it is repeated with its key, and can’t be altered by the service', async () => {
    const { id, validationId } = await parked()
    const key = randomUUID()
    for (let i = 0; i < 2; i++)
      expect((await intervene(validationId, 'annuler', { motif: 'Essai' }, { key })).status).toBe(202)
    expect((await validation(id)).interventions).toHaveLength(1)
    for (const text of ["update operation_log set reason = 'x'", 'delete from operation_log', 'truncate operation_log'])
      await expect(service.pool.query(sql(`test-${text.slice(0, 6)}`, text)), text).rejects.toThrow('permission denied')
  })
})
