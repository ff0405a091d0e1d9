import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createLog } from '#platform/base/log.ts'
import { tokenOf } from '../../testing.ts'
import { createFirstAdministrator } from '../first-administrator.ts'
import { type Shop, startShop } from '../testing.ts'
import { administration, backOffice, claimsOf, employes, password } from './staff-testing.ts'

let shop: Shop
let office: Awaited<ReturnType<typeof backOffice>>
beforeAll(async () => {
  shop = await startShop({ postgresUrl: inject('postgresUrl'), redisUrl: inject('redisUrl') })
  office = await backOffice(shop)
})
afterAll(() => shop.stop())

describe('accounts of the staff', () => {
  it('an administrator creates an account, with which the person logs in under its role', async () => {
    const { employe_id, courriel } = await office.created('gerant')
    const answer = await office.logIn(courriel.toUpperCase())
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toMatchObject({ employe_id, role: 'gerant', expire_dans_s: 300 })
    const claims = claimsOf(answer.json().jeton)
    expect(claims).toMatchObject({ sub: employe_id, role: 'gerant', aud: 'sagabench' })
  })

  it('a repeated request creates one account, and an address has one account', async () => {
    const [key, courriel] = [randomUUID(), `${randomUUID()}@example.org`]
    const first = await office.create({ courriel }, { key })
    expect(first.statusCode).toBe(201)
    expect((await office.create({ courriel }, { key })).json()).toEqual(first.json())
    const second = await office.create({ courriel: courriel.toUpperCase() })
    expect([second.statusCode, second.json().type]).toEqual([409, 'urn:sagabench:problem:courriel-pris'])
    expect((await office.create({ courriel, nom: 'Another' }, { key })).statusCode).toBe(422)
    expect((await office.create({ courriel, mot_de_passe: 'sel-de-fleur-9' }, { key })).statusCode).toBe(422)
  })

  it.each([
    ['a common password', { mot_de_passe: 'password1' }, '/mot_de_passe'],
    ['a blank name', { nom: ' x '.replace('x', ' ') }, '/nom'],
    ['the role of a customer', { role: 'client' }, '/role'],
  ])('%s is refused, naming the field', async (_what, changes, field) => {
    const answer = await office.create(changes)
    expect(answer.statusCode).toBe(400)
    expect(JSON.stringify(answer.json().errors)).toContain(field)
  })

  it('a wrong password and an unknown address get the same answer', async () => {
    const { courriel } = await office.created('commis')
    const [wrong, unknown] = [
      await office.logIn(courriel, 'wrong-password'),
      await office.logIn(`${randomUUID()}@example.org`),
    ]
    expect(wrong.statusCode).toBe(401)
    expect(wrong.json()).toEqual(unknown.json())
  })

  it('wrong passwords of a customer with the same address count only for the customer, and the other way round', async () => {
    const { courriel } = await office.created('commis')
    const from = '203.0.113.7'
    const logInAs = (kind: string, mot_de_passe: string) => {
      const body = { courriel, mot_de_passe }
      return shop.ask('POST', `/api/commandes/sessions/${kind}`, { ...administration, from, body })
    }
    for (let i = 0; i < 10; i++) await logInAs('', 'wrong-password')
    expect((await logInAs('', 'wrong-password')).statusCode).toBe(429)
    expect((await logInAs('employes/', password)).statusCode).toBe(200)
    for (let i = 0; i < 10; i++) expect((await logInAs('employes/', 'wrong-password')).statusCode).toBe(401)
    expect((await logInAs('employes/', password)).statusCode).toBe(429)
  })

  it('a disabled account can neither log in nor renew its session', async () => {
    const { employe_id, courriel, jeton_renouvellement } = await office.session()
    expect((await office.change(employe_id, 'commis', false)).json()).toMatchObject({ actif: false })
    expect((await office.logIn(courriel)).statusCode).toBe(401)
    expect((await office.renew(jeton_renouvellement)).statusCode).toBe(401)
    await office.change(employe_id, 'commis', true)
    expect((await office.logIn(courriel)).statusCode).toBe(200)
    expect((await office.renew(jeton_renouvellement)).statusCode).toBe(401)
  })

  it.each([
    ['that was disabled and enabled again', [false, true]],
    ['with another role', [true]],
  ])('the sessions of an account %s are over', async (_what, states) => {
    const { employe_id, jeton_renouvellement } = await office.session()
    for (const actif of states) await office.change(employe_id, 'gerant', actif)
    expect((await office.renew(jeton_renouvellement)).statusCode).toBe(401)
  })

  it('a restart with other settings, even invalid ones, neither changes the first administrator nor creates another', async () => {
    const log = createLog({ name: 'test', level: 'silent' })
    for (const email of ['owner@example.org', 'other@example.org', 'no address'])
      await createFirstAdministrator(shop.pool, { email, password: 'sel-de-fleur-9', log })
    await createFirstAdministrator(shop.pool, { email: 'owner@example.org', password: 'password', log })
    expect((await office.logIn('owner@example.org')).statusCode).toBe(200)
    for (const email of ['owner@example.org', 'other@example.org'])
      expect((await office.logIn(email, 'sel-de-fleur-9')).statusCode).toBe(401)
  })

  it('of two administrators who step down at once, one stays', async () => {
    const one = (await office.created('administrateur')).employe_id
    const by = { [office.owner]: office.token, [one]: await tokenOf('administrateur', one) }
    const stepDown = (id: string) => office.change(id, 'gerant', true, { token: by[id] ?? '' })
    const answers = await Promise.all([office.owner, one].map(stepDown))
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
    const [left = '', gone = ''] = answers[0]?.statusCode === 409 ? [office.owner, one] : [one, office.owner]
    const refused = await office.change(left, 'administrateur', false, { token: by[left] ?? '' })
    expect([refused.statusCode, refused.json().type]).toEqual([409, 'urn:sagabench:problem:dernier-administrateur'])
    await office.change(gone, 'administrateur', true, { token: by[left] ?? '' })
  })

  it('of two administrators who disable each other at once, one succeeds', async () => {
    const one = (await office.created('administrateur')).employe_id
    const theirs = await tokenOf('administrateur', one)
    const answers = await Promise.all([
      office.change(one, 'administrateur', false),
      office.change(office.owner, 'administrateur', false, { token: theirs }),
    ])
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 403])
    await office.change(office.owner, 'administrateur', true, { token: theirs })
  })

  it.each([
    ['that was disabled', 'administrateur', false],
    ['with another role', 'gerant', true],
  ])('an administrator %s can’t undo that or create accounts with the token of before', async (_what, role, actif) => {
    const { employe_id } = await office.created('administrateur')
    const theirs = { token: await tokenOf('administrateur', employe_id) }
    await office.change(employe_id, role, actif)
    const answers = [
      await office.change(employe_id, 'administrateur', true, theirs),
      await office.create({ role: 'administrateur' }, theirs),
    ]
    for (const answer of answers)
      expect([answer.statusCode, answer.json().type]).toEqual([403, 'urn:sagabench:problem:forbidden'])
    const { rows } = await shop.pool.raw.query('select role, actif from employe where employe_id = $1', [employe_id])
    expect(rows).toEqual([{ role, actif }])
  })

  it('a key of another change is 422', async () => {
    const { employe_id } = await office.created('commis')
    const key = randomUUID()
    expect((await office.change(employe_id, 'gerant', true, { key })).statusCode).toBe(200)
    expect((await office.change(employe_id, 'gerant', true, { key })).statusCode).toBe(200)
    expect((await office.change(employe_id, 'commis', true, { key })).statusCode).toBe(422)
  })

  it('an unknown account is 404', async () => {
    const answer = await office.change(randomUUID(), 'commis', true)
    expect([answer.statusCode, answer.json().type]).toEqual([404, 'urn:sagabench:problem:employe-inconnu'])
  })

  it('every creation and change is recorded with its author, role and application', async () => {
    const { employe_id } = await office.created('commis')
    await office.change(employe_id, 'gerant', true)
    await office.change(randomUUID(), 'gerant', true)
    const { rows } = await shop.pool.raw.query(
      'select action, role, actif, par, par_role, application from journal_employe where employe_id = $1 order by 1',
      [employe_id],
    )
    const author = { par: office.owner, par_role: 'administrateur', application: 'application-administration' }
    expect(rows).toEqual([
      { action: 'creation', role: 'commis', actif: true, ...author },
      { action: 'modification', role: 'gerant', actif: true, ...author },
    ])
  })

  it.each([
    'delete from journal_employe',
    "update journal_employe set par = 'x'",
    'delete from employe',
    "update employe set courriel = 'x'",
    "update employe set nom = 'x'",
    'update reinitialisation set client_id = gen_random_uuid()',
    "update session set expire_le = 'infinity'",
    'update session set compte_id = gen_random_uuid()',
    "update jeton_renouvellement set empreinte = 'x'",
  ])('the service’s database role can’t %s', async (text) => {
    await expect(shop.pool.raw.query(text)).rejects.toThrow(/permission denied/)
  })

  it('accounts are listed by page, without their passwords', async () => {
    const ask = (query: string) => shop.ask('GET', `${employes}${query}`, { ...administration, token: office.token })
    const ids: string[] = []
    let cursor = ''
    do {
      const page = (await ask(`?limite=2${cursor}`)).json()
      expect(Object.keys(page.elements[0]).sort()).toEqual([
        'actif',
        'courriel',
        'employe_id',
        'nom',
        'provisoire',
        'role',
      ])
      ids.push(...page.elements.map((one: { employe_id: string }) => one.employe_id))
      cursor = page.curseur_suivant === null ? '' : `&curseur=${page.curseur_suivant}`
    } while (cursor !== '')
    const { rows } = await shop.pool.raw.query('select employe_id from employe order by position')
    expect(ids).toEqual(rows.map(({ employe_id }) => employe_id))
    expect(ids.length).toBeGreaterThan(4)
    expect((await ask('?curseur=MDA')).statusCode).toBe(400)
  })
})
