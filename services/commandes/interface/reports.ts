import type { Handlers } from '#generated/commandes/server.ts'
import type * as api from '#generated/commandes/types.ts'
import { problems } from '#generated/problems.ts'
import type { RequestContext } from '#platform/http/context.ts'
import { pageRequest } from '#platform/http/page.ts'
import { problem } from '#platform/http/problem.ts'
import { refuseCursor } from '#services/refusals.ts'
import { generateConsolidatedReport } from '../application/generate-consolidated-report.ts'
import { type ComparedShop, generateIndicators } from '../application/generate-indicators.ts'
import type { ListClientSales, ListedSale, ListSales, ReadFigures, ReadStock } from '../application/ports.ts'
import { type Chiffres, type Evolution, panierMoyenCents } from '../domain/chiffres.ts'
import { dureeParDefautMs, type Periode, periode, precedente, semaineMs } from '../domain/periode.ts'
import { refuseInstant, refusePeriod } from './refusals.ts'
import { readSalesCursor, writeSalesCursor } from './sales-cursor.ts'

export type ReportPorts = {
  listSales: ListSales
  listClientSales: ListClientSales
  figures: ReadFigures
  readStock: ReadStock
  /** Milliseconds since the epoch. */
  now: () => number
}

const momentOf = (ms: number): string => new Date(ms).toISOString()
const periodBody = ({ debutMs, finMs }: Periode): api.Periode => ({ debut: momentOf(debutMs), fin: momentOf(finMs) })

const figuresBody = (figures: Chiffres): api.Chiffres => ({
  chiffre_affaires_cents: figures.chiffreAffairesCents,
  nombre_ventes: figures.nombreVentes,
  panier_moyen_cents: panierMoyenCents(figures) ?? null,
})

const evolutionBody = ({ tendance, pourMille }: Evolution): api.Evolution => ({
  tendance,
  pour_mille: pourMille ?? null,
})

const shopBody = ({ magasinId, nom, figures, previous, evolution }: ComparedShop): api.RapportMagasin => ({
  magasin_id: magasinId,
  nom,
  chiffres: figuresBody(figures),
  chiffres_precedents: figuresBody(previous),
  evolution: evolutionBody(evolution),
})

const listedBody = (sale: ListedSale): api.VenteListee => ({
  commande_id: sale.commandeId,
  checkout_id: sale.checkoutId,
  client_id: sale.clientId,
  etat: sale.etat,
  total_cents: sale.totalCents,
  creee_a: momentOf(Math.floor(sale.position.createdAtUs / 1000)),
  annulee_a: sale.cancelledAtMs === null ? null : momentOf(sale.cancelledAtMs),
  motif: sale.motif,
})

const callOf = ({ correlationId, traceparent, signal }: RequestContext) => ({
  correlationId,
  signal,
  ...(traceparent === undefined ? {} : { traceparent }),
})

const instantOf = (text: string | undefined): number | undefined => (text === undefined ? undefined : Date.parse(text))

const salesPage = (found: readonly ListedSale[], limit: number): { status: 200; body: api.PageVentes } => {
  const last = found.length > limit ? found[limit - 1] : undefined
  const cursor = last === undefined ? null : writeSalesCursor(last.position)
  return { status: 200, body: { elements: found.slice(0, limit).map(listedBody), curseur_suivant: cursor } }
}

const sales = ({ listSales, listClientSales }: ReportPorts) =>
  ({
    listerVentesClient: async ({ path, query }) => {
      const after = query.curseur === undefined ? undefined : readSalesCursor(query.curseur)
      if (query.curseur !== undefined && after === undefined) return refuseCursor()
      return salesPage(await listClientSales(path.id, query.etat, { after, limit: query.limite }), query.limite)
    },

    listerVentesMagasin: async ({ path, query }) => {
      const after = query.curseur === undefined ? undefined : readSalesCursor(query.curseur)
      if (query.curseur !== undefined && after === undefined) return refuseCursor()
      const [fromMs, untilMs] = [instantOf(query.debut), instantOf(query.fin)]
      for (const [field, ms] of [
        ['debut', fromMs],
        ['fin', untilMs],
      ] as const)
        if (ms !== undefined && 'kind' in periode(ms, ms + 1)) return refuseInstant(field)
      const filter = { etat: query.etat, fromMs, untilMs }
      const found = await listSales(path.magasin_id, filter, { after, limit: query.limite })
      return found === undefined ? problem(problems, 'magasin-inconnu') : salesPage(found, query.limite)
    },
  }) satisfies Partial<Handlers>

/** Sales of a shop, the indicators of the shops, and the consolidated report. */
export const reportHandlers = (ports: ReportPorts) => {
  const indicators = generateIndicators(ports.figures.ofShops, ports.readStock)
  const report = generateConsolidatedReport(ports.figures.ofAll, ports.readStock)
  return {
    ...sales(ports),

    genererIndicateurs: async ({ query }, context) => {
      const request = pageRequest(query.curseur, query.limite)
      if (request === undefined) return refuseCursor()
      const untilMs = instantOf(query.fin) ?? ports.now()
      const week = periode(untilMs - semaineMs, untilMs)
      if ('kind' in week) return refusePeriod(week)
      const { page, stockKnown } = await indicators(week, request, callOf(context))
      return {
        status: 200,
        body: {
          periode: periodBody(week),
          periode_precedente: periodBody(precedente(week)),
          stock_connu: stockKnown,
          elements: page.elements.map((shop) => ({ ...shopBody(shop), ruptures: shop.stockOuts ?? null })),
          curseur_suivant: page.cursor,
        },
      }
    },

    genererRapportConsolide: async ({ query }, context) => {
      const untilMs = instantOf(query.fin) ?? ports.now()
      const period = periode(instantOf(query.debut) ?? untilMs - dureeParDefautMs, untilMs)
      if ('kind' in period) return refusePeriod(period)
      const { figures, previous, evolution, shops, best, stock } = await report(period, callOf(context))
      return {
        status: 200,
        body: {
          periode: periodBody(period),
          periode_precedente: periodBody(precedente(period)),
          chiffres: figuresBody(figures),
          chiffres_precedents: figuresBody(previous),
          evolution: evolutionBody(evolution),
          magasins: shops.map(shopBody),
          meilleurs_produits: best.map(({ produitId, quantite, chiffreAffairesCents, available }) => ({
            produit_id: produitId,
            quantite,
            chiffre_affaires_cents: chiffreAffairesCents,
            disponible: available ?? null,
          })),
          stock_connu: stock !== undefined,
          stock_restant: {
            central_pieces: stock?.central ?? null,
            magasins_pieces: stock?.shops ?? null,
            ruptures: stock?.stockOuts ?? null,
          },
        },
      }
    },
  } satisfies Partial<Handlers>
}
