import { useQuery } from '@tanstack/react-query'
import type { CompteValeur } from '#generated/event-store/types.ts'
import { useFormat } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import { oneOf, type SearchChange } from '../../shell/search.ts'
import { Chips } from '../../ui/chips.tsx'
import type { Counts } from './counts.ts'
import { sagaCounts } from './queries.ts'
import { outcomes, type SagaSearch, states, styles } from './search.ts'
import { type SagasText, sagasText, textFor } from './text.ts'

type Change = (change: SearchChange<SagaSearch>) => void
type Filter = 'style' | 'resultat' | 'bloque' | 'etat' | 'etape' | 'motif'

/** What a chip does: sets its filter, or removes it if it is set. */
const changeOf = (filter: Filter, value: string | undefined): SearchChange<SagaSearch> => {
  if (filter === 'style') return { style: oneOf(styles, value) }
  if (filter === 'resultat') return { resultat: oneOf(outcomes, value) }
  if (filter === 'etat') return { etat: oneOf(states, value) }
  if (filter === 'bloque') return { bloque: value === undefined ? undefined : value === 'true' }
  return filter === 'etape' ? { etape: value } : { motif: value }
}

const labelOf = (text: SagasText, filter: Filter, value: string): string => {
  if (filter === 'bloque') return value === 'true' ? text.isBlocked : text.isNotBlocked
  return textFor(text, value)
}

/** The counted values, and the chosen one even if nothing has it any more. Values that no filter can ask for are left out. */
const valuesOf = (counts: readonly CompteValeur[], chosen: string | undefined): { value: string; count: number }[] => {
  const known = counts.flatMap(({ valeur, nombre }) => (valeur === null ? [] : [{ value: valeur, count: nombre }]))
  return chosen === undefined || known.some(({ value }) => value === chosen)
    ? known
    : [...known, { value: chosen, count: 0 }]
}

const All = ({ counts, search, onChange }: { counts: Counts; search: SagaSearch; onChange: Change }) => {
  const text = useText(sagasText)
  const { number } = useFormat()
  const titles: Readonly<Record<Filter, string>> = {
    style: text.style,
    resultat: text.outcome,
    bloque: text.blocked,
    etat: text.state,
    etape: text.step,
    motif: text.reason,
  }
  const total = number(counts.total)
  return (
    <>
      <div className="chip-groups">
        {(['style', 'resultat', 'bloque', 'etat', 'etape', 'motif'] as const).map((filter) => {
          const chosen = search[filter] === undefined ? undefined : String(search[filter])
          return (
            <Chips
              key={filter}
              label={titles[filter]}
              chips={valuesOf(counts[filter], chosen).map(({ value, count }) => ({
                value,
                label: labelOf(text, filter, value),
                count: number(count),
              }))}
              chosen={chosen}
              onChoose={(value) => onChange(changeOf(filter, value))}
            />
          )
        })}
      </div>
      <p className="muted" role="status">
        {counts.partiel ? text.partial(total) : text.total(total)}
      </p>
    </>
  )
}

/** How many checkouts each value of a filter would leave; a click filters by it, a second one removes the filter. */
export const CountChips = ({ search, onChange }: { search: SagaSearch; onChange: Change }) => {
  const { data } = useQuery(sagaCounts(search))
  // The list below reports what failed; the counts only help to find something in it.
  return data === undefined ? null : <All counts={data} search={search} onChange={onChange} />
}
