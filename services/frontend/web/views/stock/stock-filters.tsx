import { useText } from '../../locale/text.ts'
import { useShops } from '../../lookup/shops.ts'
import type { SearchChange } from '../../shell/search.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { Filters } from '../../ui/page.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import type { StockSearch } from './search.ts'
import { lowMax } from './stock-columns.tsx'
import { stockText } from './text.ts'

type Change = (change: SearchChange<StockSearch>) => void
type Props = { search: StockSearch; onChange: Change; onClear: () => void }

const numberOf = (text: string): number | undefined => (text === '' ? undefined : Number(text))

const ShopField = ({ search, onChange }: Omit<Props, 'onClear'>) => {
  const text = useText(stockText)
  const shops = useShops()
  const isTransfers = search.vue === 'transferts'
  return (
    <SelectField
      label={isTransfers ? text.shop : text.place}
      value={String(search.magasin_id ?? '')}
      onValue={(value) => onChange({ magasin_id: numberOf(value) })}
      options={[['', isTransfers ? text.allShops : text.centralStock], ...shops.options]}
    />
  )
}

/** The filters of the stock. They live in the address, so that a filtered list can be shared as a link. */
export const StockFilters = ({ search, onChange, onClear }: Props) => {
  const text = useText(stockText)
  const limits = [...new Set([lowMax, 50, search.disponible_max ?? 0])].filter((limit) => limit > 0)
  return (
    <Filters label={text.filters}>
      <SearchField
        label={text.search}
        type="search"
        maxLength={100}
        value={search.texte ?? ''}
        onValue={(value) => onChange({ texte: value.trim() || undefined })}
      />
      <ShopField search={search} onChange={onChange} />
      <SelectField
        label={text.availability}
        value={String(search.disponible_max ?? '')}
        onValue={(value) => onChange({ disponible_max: numberOf(value) })}
        options={[
          ['', text.all],
          ['0', text.stockOut],
          ...limits.map((limit) => [String(limit), text.atMost(limit)] as const),
        ]}
      />
      <Button kind="quiet" onClick={onClear}>
        {text.clear}
      </Button>
    </Filters>
  )
}

export const TransferFilters = ({ search, onChange, onClear }: Props) => {
  const text = useText(stockText)
  return (
    <Filters label={text.filterTransfers}>
      <ShopField search={search} onChange={onChange} />
      <SearchField
        label={text.productNumber}
        inputMode="decimal"
        maxLength={9}
        value={String(search.produit_id ?? '')}
        onValue={(value) => onChange({ produit_id: /^[1-9]\d*$/.test(value) ? Number(value) : undefined })}
      />
      <Button kind="quiet" onClick={onClear}>
        {text.clear}
      </Button>
    </Filters>
  )
}
