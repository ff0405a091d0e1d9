import { moneyInput, parseMoney } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import type { SearchChange } from '../../shell/search.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { Filters } from '../../ui/page.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import type { ProductSearch } from './search.ts'
import { productsText } from './text.ts'

type Change = (change: SearchChange<ProductSearch>) => void
type Props = { search: ProductSearch; onChange: Change; onClear: () => void }

const money = (cents: number | undefined): string => (cents === undefined ? '' : moneyInput(cents))

/** The filters of the list. They live in the address, so that a filtered list can be shared as a link. */
export const ProductFilters = ({ search, onChange, onClear }: Props) => {
  const text = useText(productsText)
  const set = (key: 'texte' | 'categorie') => (value: string) => onChange({ [key]: value.trim() || undefined })
  const setPrice = (key: 'prix_min_cents' | 'prix_max_cents') => (value: string) =>
    onChange({ [key]: parseMoney(value) || undefined })
  return (
    <Filters label={text.filters}>
      <SearchField
        label={text.search}
        type="search"
        maxLength={100}
        value={search.texte ?? ''}
        onValue={set('texte')}
      />
      <SearchField label={text.category} maxLength={40} value={search.categorie ?? ''} onValue={set('categorie')} />
      <SearchField
        label={text.priceFrom}
        inputMode="decimal"
        value={money(search.prix_min_cents)}
        onValue={setPrice('prix_min_cents')}
      />
      <SearchField
        label={text.priceTo}
        inputMode="decimal"
        value={money(search.prix_max_cents)}
        onValue={setPrice('prix_max_cents')}
      />
      <SelectField
        label={text.state}
        value={search.actif === undefined ? '' : String(search.actif)}
        onValue={(value) => onChange({ actif: value === '' ? undefined : value === 'true' })}
        options={[
          ['', text.all],
          ['true', text.onSale],
          ['false', text.archived],
        ]}
      />
      <Button kind="quiet" onClick={onClear}>
        {text.clear}
      </Button>
    </Filters>
  )
}
