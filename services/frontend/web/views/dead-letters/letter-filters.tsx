import { useState } from 'react'
import { useText } from '../../locale/text.ts'
import { oneOf, type SearchChange } from '../../shell/search.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { Filters } from '../../ui/page.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { type DeadLetterSearch, isGroup, states, types } from './search.ts'
import { deadLettersText } from './text.ts'

type Props = {
  search: DeadLetterSearch
  onChange: (change: SearchChange<DeadLetterSearch>) => void
  onClear: () => void
}

/** The filters of the list. A batch is prepared from the same ones. */
export const LetterFilters = ({ search, onChange, onClear }: Props) => {
  const text = useText(deadLettersText)
  const [isInvalid, setInvalid] = useState(false)
  const setGroup = (value: string): void => {
    const groupe = value.trim() || undefined
    const isWrong = groupe !== undefined && !isGroup(groupe)
    setInvalid(isWrong)
    if (!isWrong) onChange({ groupe })
  }
  return (
    <Filters label={text.filters}>
      <SelectField
        label={text.state}
        value={search.etat ?? ''}
        onValue={(value) => onChange({ etat: oneOf(states, value) })}
        options={[['', text.all], ...states.map((state) => [state, text[state]] as const)]}
      />
      <SearchField
        label={text.group}
        value={search.groupe ?? ''}
        onValue={setGroup}
        error={isInvalid ? text.groupInvalid : undefined}
      />
      <SelectField
        label={text.type}
        value={search.type ?? ''}
        onValue={(value) => onChange({ type: oneOf(types, value) })}
        options={[['', text.allTypes], ...types.map((type) => [type, type] as const)]}
      />
      <SearchField
        label={text.reason}
        maxLength={100}
        value={search.motif ?? ''}
        onValue={(value) => onChange({ motif: value === '' ? undefined : value })}
      />
      <Button kind="quiet" onClick={onClear}>
        {text.clear}
      </Button>
    </Filters>
  )
}
