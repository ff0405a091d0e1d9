import { useQuery } from '@tanstack/react-query'
import { moneyInput, parseMoney } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import type { SearchChange } from '../../shell/search.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { Filters } from '../../ui/page.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { categories } from './queries.ts'
import type { ShopSearch } from './search.ts'
import { shopProductsText } from './text.ts'

type Props = { search: ShopSearch; onChange: (change: SearchChange<ShopSearch>) => void; onClear: () => void }

const money = (cents: number | undefined): string => (cents === undefined ? '' : moneyInput(cents))

/** The filters of the shop. They live in the address, so that a list can be shared as a link. */
export const ShopFilters = ({ search, onChange, onClear }: Props) => {
  const text = useText(shopProductsText)
  const { data = [] } = useQuery(categories)
  const { categorie = '' } = search
  const isUnlisted = categorie !== '' && data.every((one) => one.categorie !== categorie)
  const setPrice = (key: 'prix_min_cents' | 'prix_max_cents') => (value: string) =>
    onChange({ [key]: parseMoney(value) || undefined })
  return (
    <Filters label={text.filters}>
      <SearchField
        label={text.search}
        type="search"
        maxLength={100}
        value={search.texte ?? ''}
        onValue={(value) => onChange({ texte: value.trim() || undefined })}
      />
      <SelectField
        label={text.category}
        value={categorie}
        onValue={(value) => onChange({ categorie: value || undefined })}
        options={[
          ['', text.allCategories],
          ...(isUnlisted ? [[categorie, categorie] as const] : []),
          ...data.map((one) => [one.categorie, `${one.categorie} (${one.produits})`] as const),
        ]}
      />
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
      <Button kind="quiet" onClick={onClear}>
        {text.clear}
      </Button>
    </Filters>
  )
}
