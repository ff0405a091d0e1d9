import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { lireLignesVentes } from '#generated/commandes/client.ts'
import { lireLignesEcommerce } from '#generated/ecommerce/client.ts'
import {
  compterCheckoutsChoreo,
  lireLignesEvenements,
  listerCheckoutsChoreo,
  rejouerCheckout,
} from '#generated/event-store/client.ts'
import { lireLignesInventaire } from '#generated/inventaire/client.ts'
import { compterCheckoutsSaga, lireLignesSaga, listerCheckoutsSaga } from '#generated/saga-orchestrator/client.ts'
import { agreementOf } from '#services/checkout-agreement.ts'
import { type Shop, styles } from './shop.ts'
import { until } from './until.ts'

const rowsOperations = [
  lireLignesSaga,
  lireLignesEcommerce,
  lireLignesInventaire,
  lireLignesVentes,
  lireLignesEvenements,
]

/** What an operator sees of the checkouts of both styles, in a running system. */
export const timelineTests = (shop: () => Shop): void => {
  describe.each([
    { style: 'orchestrated', wire: 'orchestre', list: listerCheckoutsSaga, count: compterCheckoutsSaga },
    { style: 'choreographed', wire: 'choregraphie', list: listerCheckoutsChoreo, count: compterCheckoutsChoreo },
  ] as const)('an operator who looks for a checkout, $style', ({ style, wire, list, count }) => {
    const token = () => ({ token: shop().tokens.administrateur })
    const timeline = async (id: string) => {
      const result = await rejouerCheckout(shop().administration, { path: { id } }, token())
      return result.status === 200 ? result.body.deroulement : undefined
    }
    const cases = [
      { rule: 'that succeeded', quantite: 1, end: { resultat: 'reussi', etape: null, motif: null } },
      {
        rule: 'that failed',
        quantite: 10_000,
        end: { resultat: 'echoue', motif: 'STOCK_INSUFFISANT' },
      },
    ]
    it.each(cases)('finds one $rule in the list and in one timeline', async ({ quantite, end }) => {
      const { checkout_id } = await shop().checkout[style]([{ produit_id: 23, quantite }])
      const seen = await until(
        () => timeline(checkout_id),
        (found) => found !== undefined && found.resultat !== 'en_cours',
      )
      expect(seen).toMatchObject({ style: wire, reste: [], bloque: false, ...end })
      const steps = seen?.intervalles.filter(({ genre }) => genre === 'etape') ?? []
      expect(steps.length).toBeGreaterThan(0)
      const query = { client_id: shop().clientId, resultat: seen?.resultat ?? 'en_cours' } as const
      const { reste: _todo, intervalles: _bars, ...head } = seen ?? {}
      const row = await until(
        async () => {
          const page = await list(shop().administration, { query }, token())
          return page.status === 200 ? page.body.elements.find((one) => one.checkout_id === checkout_id) : undefined
        },
        (found) => found !== undefined,
      )
      expect(row).toEqual(head)
      const counts = await count(shop().administration, { query }, token())
      expect(counts.status === 200 && counts.body.total).toBeGreaterThan(0)
    })
  })

  const agreement = async (checkout_id: string) => {
    const token = { token: shop().tokens.administrateur }
    const answers = await Promise.all(
      rowsOperations.map((read) => read(shop().administration, { path: { checkout_id } }, token)),
    )
    return agreementOf(answers.flatMap((answer) => (answer.status === 200 ? [answer.body] : [])))
  }

  it.each(styles)(
    'the rows of all services agree about a checkout, %s, until one of them is changed',
    async (style) => {
      const { checkout_id } = await shop().checkout[style]([{ produit_id: 24, quantite: 1 }])
      const whole = await until(
        () => agreement(checkout_id),
        ({ verdict }) => verdict !== 'in-progress',
      )
      expect(whole).toEqual({ verdict: 'agree', disagreements: [], missing: [] })
      await shop().rows(
        'commandes',
        "update vente set etat = 'annulee', annulee_at = now() where checkout_id = $1 returning etat",
        [checkout_id],
      )
      const { verdict, disagreements } = await agreement(checkout_id)
      expect([verdict, disagreements.map(({ what }) => what)]).toEqual(['disagree', ['success-without-order']])
      await shop().rows(
        'commandes',
        "update vente set etat = 'enregistree', annulee_at = null where checkout_id = $1 returning etat",
        [checkout_id],
      )
      expect((await agreement(checkout_id)).verdict).toBe('agree')
    },
  )

  it('a checkout that no style knows has no timeline', async () => {
    const answer = await rejouerCheckout(shop().administration, { path: { id: randomUUID() } })
    expect(answer.status).toBe(404)
  })
}
