import { globSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { parseSync, Visitor } from 'oxc-parser'
import { expect, it } from 'vitest'
import { operationNames } from '#services/frontend/web/views/operation-log/words.ts'
import { readService, serviceNames } from '../contract/contracts.ts'
import { staffRoles } from '../operation-log/recipes.ts'

const root = 'services/frontend/web'
const modules = globSync(`${root}/**/*.{ts,tsx}`).map((path) => ({ path, code: readFileSync(path, 'utf8') }))

/** The names of the texts that a module declares with `defineText`. */
const declaredIn = (code: string): string[] =>
  code.includes('defineText({') ? [...code.matchAll(/^ {2}(\w+): \{/gm)].map(([, name = '']) => name) : []

const isUsed = (name: string, declaredAt: string): boolean => {
  // Texts of a view are used in its own folder; those of the shell and the components anywhere.
  const place = declaredAt.includes('/views/') ? dirname(declaredAt) : root
  return modules.some(
    ({ path, code }) =>
      path !== declaredAt && path.startsWith(place) && new RegExp(`\\b(text|ui|\\w+Text)\\.${name}\\b`).test(code),
  )
}

/** Texts that are looked up by a value: a role, the state of a stock, a request, a step or a saga, the reason of a failure, a verdict, the content of a report, a style. */
const byValue = new Set(
  `client commis gerant administrateur low inStock en_attente approuvee rejetee STOCK_INSUFFISANT DEMANDE_DEJA_TRAITEE
   pass fail inconclusive invalid scenarios variants capacity other unreadable orchestrated choreographed
   a_faire en_cours faite echouee inconnue a_annuler annulation_en_cours parquee annulee abandonnee
   orchestre choregraphie reussi echoue EN_ATTENTE VERIFICATION_STOCK STOCK_VERIFIE RESERVATION_STOCK STOCK_RESERVE
   CREATION_COMMANDE COMMANDE_CREEE SAGA_TERMINEE ECHEC_STOCK_INSUFFISANT ECHEC_RESERVATION_STOCK ECHEC_CREATION_COMMANDE
   COMPENSATION_EN_COURS SAGA_ANNULEE PRODUIT_INDISPONIBLE ERREUR_SERVICE DELAI_DEPASSE ECHEANCE_DEPASSEE
   COMPENSATION_FORCEE RESERVATION_ANNULEE VENTE_ANNULEE etape annulation evenement attente refuse interrompu reprise relance
   publication ouverte relancee ignoree`.split(/\s+/),
)

it('every text of the page is used', () => {
  const declared = modules.flatMap(({ path, code }) => declaredIn(code).map((name) => ({ name, path })))
  expect(declared.length).toBeGreaterThan(80)
  const unused = declared.filter(({ name, path }) => !byValue.has(name) && !isUsed(name, path))
  expect(unused.map(({ name, path }) => `${path}: nothing uses ${name}`)).toEqual([])
})

/** The words between the tags of a module. */
const wordsBetweenTags = (path: string, code: string): string[] => {
  const found: string[] = []
  new Visitor({ JSXText: ({ value }) => void (/\p{L}/u.test(value) && found.push(value.trim())) }).visit(
    parseSync(path, code).program,
  )
  return found
}

it('visible text is in text modules: only the name of the project is written in an element', () => {
  const views = modules.filter(({ path }) => path.endsWith('.tsx'))
  const found = views.flatMap(({ path, code }) => wordsBetweenTags(path, code).map((text) => ({ path, text })))
  expect(found.length).toBeGreaterThan(0)
  expect(found.filter(({ text }) => text !== 'Sagabench')).toEqual([])
})

it('every operation that is logged has a name in the log', async () => {
  const contracts = await Promise.all(serviceNames().map((name) => readService(name)))
  const logged = contracts
    .flatMap(({ operations }) => Object.values(operations))
    .filter(({ method, roles = [] }) => method !== 'GET' && staffRoles.some((role) => roles.includes(role)))
    .map(({ operationId }) => operationId)
  expect(logged.length).toBeGreaterThan(10)
  expect(Object.keys(operationNames).sort()).toEqual(logged.sort())
})
