import { lireJournalCatalogue } from '#generated/catalogue/client.ts'
import type { OperationJournal, PageJournal } from '#generated/catalogue/types.ts'
import { lireJournalEcommerce } from '#generated/ecommerce/client.ts'
import { lireJournalEvenements } from '#generated/event-store/client.ts'
import { lireJournalInventaire } from '#generated/inventaire/client.ts'
import { lireJournalSagas } from '#generated/saga-orchestrator/client.ts'
import { lireJournalSupplyChain } from '#generated/supply-chain/client.ts'

/** The services that keep a log, with the operation that reads it: its name decides which roles may read it. */
export const readers = {
  catalogue: { operation: 'lireJournalCatalogue', read: lireJournalCatalogue },
  inventaire: { operation: 'lireJournalInventaire', read: lireJournalInventaire },
  'supply-chain': { operation: 'lireJournalSupplyChain', read: lireJournalSupplyChain },
  ecommerce: { operation: 'lireJournalEcommerce', read: lireJournalEcommerce },
  'saga-orchestrator': { operation: 'lireJournalSagas', read: lireJournalSagas },
  'event-store': { operation: 'lireJournalEvenements', read: lireJournalEvenements },
} as const

export type Service = keyof typeof readers
export const services = Object.keys(readers) as readonly Service[]

export type Entry = OperationJournal & { readonly service: Service }
export type Page = PageJournal
