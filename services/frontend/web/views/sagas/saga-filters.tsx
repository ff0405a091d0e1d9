import { useState } from 'react'
import { useFormat } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import type { SearchChange } from '../../shell/search.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Filters } from '../../ui/page.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { isId, type SagaSearch } from './search.ts'
import { sagasText } from './text.ts'

const agesSeconds = [10, 60, 600, 3_600, 86_400] as const

type Props = {
  search: SagaSearch
  onChange: (change: SearchChange<SagaSearch>) => void
  onOpen: (checkoutId: string) => void
  onClear: () => void
}

/** Opens a checkout whose id is known, from a log or a customer. */
const OpenById = ({ onOpen }: Pick<Props, 'onOpen'>) => {
  const text = useText(sagasText)
  const [id, setId] = useState('')
  const isInvalid = id !== '' && !isId(id.trim())
  const type = (value: string): void => {
    setId(value)
    if (isId(value.trim())) onOpen(value.trim())
  }
  return (
    <TextField
      label={text.openById}
      value={id}
      onValue={type}
      autoComplete="off"
      error={isInvalid ? text.idInvalid : undefined}
    />
  )
}

/** The filters that are no counts. They live in the address, so that a filtered list can be shared as a link. */
export const SagaFilters = ({ search, onChange, onOpen, onClear }: Props) => {
  const text = useText(sagasText)
  const { duration } = useFormat()
  const { client_id = '', age_s, tri = '' } = search
  const isInvalid = client_id !== '' && !isId(client_id)
  const ages = age_s === undefined || agesSeconds.some((one) => one === age_s) ? agesSeconds : [...agesSeconds, age_s]
  return (
    <Filters label={text.filters}>
      <SearchField
        label={text.customer}
        value={client_id}
        onValue={(value) => onChange({ client_id: value.trim() === '' ? undefined : value.trim() })}
        error={isInvalid ? text.customerInvalid : undefined}
      />
      <SelectField
        label={text.age}
        value={String(age_s ?? '')}
        onValue={(value) => onChange({ age_s: value === '' ? undefined : Number(value) })}
        options={[
          ['', text.anyAge],
          ...ages.map((seconds): [string, string] => [String(seconds), text.olderThan(duration(seconds * 1000))]),
        ]}
      />
      <SelectField
        label={text.order}
        value={tri}
        onValue={(value) => onChange({ tri: value === 'anciens' ? 'anciens' : undefined })}
        options={[
          ['', text.newestFirst],
          ['anciens', text.oldestFirst],
        ]}
      />
      <OpenById onOpen={onOpen} />
      <Button kind="quiet" onClick={onClear}>
        {text.clear}
      </Button>
    </Filters>
  )
}
