import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, expect, inject, it, vi } from 'vitest'
import { openSupplyChain } from './testing.ts'

const { world, request, validate, validation, listValidations, stop } = await openSupplyChain(inject('postgresUrl'))
afterEach(() => world.setWeather(() => 'fine'))
afterAll(stop)

type Listed = { validation_id: string; demande_id: string }
const idsOf = (elements: readonly Listed[]) => elements.map(({ validation_id }) => validation_id)
const listed = async (query = ''): Promise<Listed[]> => (await listValidations(query)).body.elements

it('validations are listed by state, by request, or if they are active or parked, newest first, page by page', async () => {
  const failing = await request(10, 30)
  const failed: string[] = []
  for (let i = 0; i < 3; i++) {
    await validate(failing.id)
    failed.unshift((await validation(failing.id)).validation_id)
  }
  const done = await request(100, 30)
  await validate(done.id)
  expect(await listed()).toEqual([])
  expect(idsOf(await listed(`?demande_id=${failing.id}`))).toEqual(failed)
  expect(idsOf(await listed('?etat=VALIDATION_ANNULEE'))).toEqual(failed)
  expect(idsOf(await listed('?etat=VALIDATION_TERMINEE'))).toEqual([(await validation(done.id)).validation_id])
  expect(await listed('?etat=VALIDATION_TERMINEE&parquees=true')).toEqual([])
  expect(await listed(`?etat=VALIDATION_TERMINEE&demande_id=${failing.id}`)).toEqual([])
  const pages: string[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query: string = `?etat=VALIDATION_ANNULEE&limite=2${cursor === '' ? '' : `&curseur=${cursor}`}`
    const { elements, curseur_suivant } = (await listValidations(query)).body
    pages.push(...idsOf(elements))
    cursor = curseur_suivant
  }
  expect(pages).toEqual(failed)
  expect((await listValidations('?curseur=abc')).status).toBe(400)
})

it('a parked validation is listed with its request, step, reason, age, author, and what is left to undo', async () => {
  const { id, produit } = await request(100, 30)
  world.setWeather(({ path }) => (/rendre|reprendre|approuver/.test(path) ? 'refused' : 'fine'))
  await validate(id)
  await vi.waitFor(async () => expect(await listed('?parquees=true')).toHaveLength(1), { timeout: 5_000 })
  const [parked] = await listed('?parquees=true')
  expect(parked).toMatchObject({
    demande_id: id,
    magasin_id: 2,
    produit_id: produit,
    quantite: 30,
    etat: 'COMPENSATION_EN_COURS',
    terminale: false,
    parquee: true,
    motif: 'ERREUR_SERVICE',
    etape: 'approuver-demande',
    fin_a: null,
    etapes_restantes: [
      { etape: 'prelever-stock-central', action: 'rendreStockCentral', tentatives: 0 },
      { etape: 'livrer-stock-local', action: 'reprendreStockLocal', tentatives: 3 },
    ],
  })
  expect(await listed(`?parquees=true&demande_id=${randomUUID()}`)).toEqual([])
  expect(await listed('?etat=EN_ATTENTE')).toEqual([])
  expect(await listed('?etat=COMPENSATION_EN_COURS')).toEqual([parked])
})
