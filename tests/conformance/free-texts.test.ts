import { expect, it } from 'vitest'
import { compileCheck, type JsonSchema } from '#platform/http/validation.ts'
import { readService, serviceNames } from '../contract/contracts.ts'

// Names, addresses and reasons are shown to people. One that consists of invisible characters looks missing.

/** Texts that people don't read: passwords, and the reasons that one service gives another. */
const unread = ['mot_de_passe', 'annulerVente/motif', 'trancherVente/motif']

type Text = { place: string; schema: JsonSchema }

const textsIn = (schema: JsonSchema, place: string): Text[] => {
  const children = [
    ...Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>),
    ...(schema.items ? [['items', schema.items as JsonSchema] as const] : []),
    ...['anyOf', 'oneOf', 'allOf'].flatMap((word) =>
      ((schema[word] ?? []) as JsonSchema[]).map((one, i) => [`${word}/${i}`, one] as const),
    ),
  ]
  const own = [schema.type].flat().includes('string') ? [{ place, schema }] : []
  return [...own, ...children.flatMap(([name, child]) => textsIn(child, `${place}/${name}`))]
}

const accepts = ({ schema }: Text, text: string): boolean => {
  try {
    compileCheck('body', schema)(text)
    return true
  } catch {
    return false
  }
}

const texts = (
  await Promise.all(
    serviceNames().map(async (name) =>
      Object.entries((await readService(name)).operations).flatMap(([id, { body }]) => (body ? textsIn(body, id) : [])),
    ),
  )
).flat()
const free = texts.filter((text) => accepts(text, 'Rue de la Paix, 3'))
const isUnread = ({ place }: Text): boolean => unread.some((one) => place.endsWith(one))

it.each(free.filter((text) => !isUnread(text)))(
  'the free text $place needs a visible character and one line',
  (text) => {
    expect(accepts(text, 'é')).toBe(true)
    const invisible = ['', '  ', '\u200b\u200b', ' \u00ad ', '\ufeff', '\u2800', '\u{e0020}\u{e0041}']
    for (const rejected of [...invisible, 'deux\nlignes'])
      expect(accepts(text, rejected), JSON.stringify(rejected)).toBe(false)
  },
)

it('the free texts are those that people type, and each exception is among them', () => {
  const places = free.map(({ place }) => place)
  for (const known of ['rejeterDemande/motif', 'ajouterProduit/nom', 'creerCompteClient/adresse_livraison/rue'])
    expect(places).toContain(known)
  for (const one of unread)
    expect(
      places.some((place) => place.endsWith(one)),
      one,
    ).toBe(true)
})
