import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { genererIndicateurs } from '#generated/commandes/client.ts'
import type { IndicateursMagasin } from '#generated/commandes/types.ts'
import { elements } from '#sdk/pages.ts'
import { bodyOf } from '#sdk/problems.ts'
import { administration } from '../../shell/api.ts'
import type { IndicatorSearch } from './search.ts'

const { transport } = administration
const rowsOfPage = 20

export const indicatorPage = ({ fin, curseur }: IndicatorSearch) => {
  const query = { limite: rowsOfPage, ...(fin ? { fin } : {}), ...(curseur ? { curseur } : {}) }
  return queryOptions({
    queryKey: ['indicators', query],
    queryFn: async ({ signal }) => bodyOf(await genererIndicateurs(transport, { query }, { signal })),
    placeholderData: keepPreviousData, // the rows stay while the next ones load
  })
}

/** The indicators of every shop in the week that ends at `fin`, page by page. */
export const allIndicators = (fin: string): AsyncIterable<IndicateursMagasin> =>
  elements(genererIndicateurs, transport, { query: { fin, limite: 100 } })
