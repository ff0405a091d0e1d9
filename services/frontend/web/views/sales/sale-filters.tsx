import { useQuery } from '@tanstack/react-query'
import type { Magasin } from '#generated/commandes/types.ts'
import { type Day, dayOf, endOf, lastDayBefore, startOf } from '../../locale/days.ts'
import { useText } from '../../locale/text.ts'
import { oneOf, type SearchChange } from '../../shell/search.ts'
import { Button } from '../../ui/button.tsx'
import { DateField } from '../../ui/date-field.tsx'
import { SelectField } from '../../ui/field.tsx'
import { Filters } from '../../ui/page.tsx'
import { shops } from './queries.ts'
import type { SalesSearch } from './search.ts'
import { type SalesText, salesText } from './text.ts'

type Props = {
  shop: number
  search: SalesSearch
  onChange: (change: SearchChange<SalesSearch>) => void
  onClear: () => void
  error: string | undefined
}

/** The shops as options. One that the list doesn't have stays, so that the choice shows the address. */
const optionsOf = (list: readonly Magasin[], shop: number, text: SalesText): [string, string][] => {
  const known = list.map(({ magasin_id, nom }): [string, string] => [String(magasin_id), nom])
  return list.some(({ magasin_id }) => magasin_id === shop) ? known : [...known, [String(shop), text.shopOf(shop)]]
}

/** The filters of the list. They live in the address, so that a filtered list can be shared as a link. */
export const SaleFilters = ({ shop, search, onChange, onClear, error }: Props) => {
  const text = useText(salesText)
  const { data = [] } = useQuery(shops)
  const moment = (day: Day | '', of: (day: Day) => string): string | undefined => (day === '' ? undefined : of(day))
  return (
    <Filters label={text.filters}>
      <SelectField
        label={text.shop}
        value={String(shop)}
        onValue={(value) => onChange({ magasin_id: Number(value) })}
        options={optionsOf(data, shop, text)}
      />
      <DateField
        label={text.from}
        value={search.debut === undefined ? '' : dayOf(search.debut)}
        onValue={(day) => onChange({ debut: moment(day, startOf) })}
        isOptional
      />
      <DateField
        label={text.until}
        value={search.fin === undefined ? '' : lastDayBefore(search.fin)}
        onValue={(day) => onChange({ fin: moment(day, endOf) })}
        isOptional
        error={error}
      />
      <SelectField
        label={text.state}
        value={search.etat ?? ''}
        onValue={(value) => onChange({ etat: oneOf(['enregistree', 'annulee'], value) })}
        options={[
          ['', text.all],
          ['enregistree', text.recorded],
          ['annulee', text.cancelled],
        ]}
      />
      <Button kind="quiet" onClick={onClear}>
        {text.clear}
      </Button>
    </Filters>
  )
}
