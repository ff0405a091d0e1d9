import { randomUUID } from 'node:crypto'
import { rechercherProduits } from '#generated/catalogue/client.ts'
import type { Controlled } from '#harness/control/control.ts'
import type { ScenarioSystem } from '#harness/scenario/plugin.ts'
import { openBuyer, type Style } from '../shop/buyer.ts'
import { openAccount } from '../shop/person.ts'

const styles: readonly Style[] = ['orchestrated', 'choreographed']
const productsPerStyle = 5

const openLoad = async (system: ScenarioSystem) => {
  const buyer = openBuyer(system)
  const { transport, mailFolder, close } = buyer
  const { id: clientId } = await openAccount(transport, mailFolder)
  const found = await rechercherProduits(transport, { query: { limite: styles.length * productsPerStyle } })
  if (found.status !== 200) throw new Error(`the catalogue answered ${found.status}`)
  const ids = found.body.elements.map(({ produit_id }) => produit_id)
  // Each style has products of its own, so that the reserved pieces show the style.
  const products = Object.fromEntries(
    styles.map((style, at) => [style, ids.filter((_, index) => index % styles.length === at)]),
  ) as Record<Style, number[]>
  let count = 0
  const run = async (name: string): Promise<void> => {
    const style = name as Style
    const i = count++
    const own = products[style]
    const lignes = [{ produit_id: own[i % own.length] ?? 0, quantite: 1 }]
    await buyer.buy(style, { i, clientId, key: `control-${randomUUID()}`, lignes })
  }
  return { run, about: { products }, close }
}

/** What people can do with a kept system: a load on an account of its own, and the faults that R1 and C1 judge. */
export const controlled = (system: ScenarioSystem): Controlled => ({
  styles,
  faults: [
    { id: 'stop-worker', kind: 'stop', process: 'worker-order-creation' },
    { id: 'stop-orchestrator', kind: 'stop', process: 'saga-orchestrator' },
    {
      id: 'slow-orders',
      kind: 'slow',
      target: 'commandes:8003',
      rule: {
        share: 1,
        seed: 1,
        match: { method: 'POST', path: '^/api/commandes/enregistrer-vente/?$', key_header: 'idempotency-key' },
        kinds: [{ kind: 'delay', delay_ms: 800 }],
      },
    },
  ],
  openLoad: () => openLoad(system),
})
