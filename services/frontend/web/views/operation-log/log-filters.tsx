import { type Day, dayOf, endOf, lastDayBefore, startOf } from '../../locale/days.ts'
import { useText } from '../../locale/text.ts'
import { useStaff } from '../../lookup/staff.ts'
import { oneOf, type SearchChange } from '../../shell/search.ts'
import { Button } from '../../ui/button.tsx'
import { DateField } from '../../ui/date-field.tsx'
import { SelectField } from '../../ui/field.tsx'
import { Filters } from '../../ui/page.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { useNames } from './names.ts'
import type { LogSearch } from './search.ts'
import { type Service, services } from './services.ts'
import { logText } from './text.ts'
import { objectNames, operationNames } from './words.ts'

type Change = (change: SearchChange<LogSearch>) => void
type Props = { search: LogSearch; readable: readonly Service[]; onChange: Change; onClear: () => void }

/** A choice of names for administrators, who may list the staff; an id for everyone else. */
const AuthorField = ({ author, onChange }: { author: string | undefined; onChange: Change }) => {
  const text = useText(logText)
  const { options, nameOf } = useStaff()
  const choose = (value: string): void => onChange({ auteur: value.replaceAll(/[^!-~]/g, '') || undefined })
  if (options.length === 0)
    return <SearchField label={text.whoId} value={author ?? ''} onValue={choose} maxLength={100} />
  const other = author === undefined || nameOf(author) !== undefined ? [] : [[author, author] as const]
  return (
    <SelectField
      label={text.who}
      value={author ?? ''}
      onValue={choose}
      options={[['', text.all], ...options, ...other]}
    />
  )
}

/** The filters of the log. They live in the address, so that a filtered log can be shared as a link. */
export const LogFilters = ({ search, readable, onChange, onClear }: Props) => {
  const text = useText(logText)
  const names = useNames()
  const moment = (day: Day | '', of: (day: Day) => string): string | undefined => (day === '' ? undefined : of(day))
  return (
    <Filters label={text.filters}>
      <DateField
        label={text.from}
        value={search.depuis === undefined ? '' : dayOf(search.depuis)}
        onValue={(day) => onChange({ depuis: moment(day, startOf) })}
        isOptional
      />
      <DateField
        label={text.until}
        value={search.jusqu_a === undefined ? '' : lastDayBefore(search.jusqu_a)}
        onValue={(day) => onChange({ jusqu_a: moment(day, endOf) })}
        isOptional
      />
      <AuthorField author={search.auteur} onChange={onChange} />
      <SelectField
        label={text.what}
        value={search.operation ?? ''}
        onValue={(value) => onChange({ operation: value || undefined })}
        options={[['', text.all], ...names.optionsOf(operationNames, search.operation)]}
      />
      <SelectField
        label={text.objectType}
        value={search.objet_type ?? ''}
        onValue={(value) => onChange({ objet_type: value || undefined })}
        options={[['', text.all], ...names.optionsOf(objectNames, search.objet_type)]}
      />
      <SearchField
        label={text.objectId}
        value={search.objet_id ?? ''}
        onValue={(value) => onChange({ objet_id: value.trim() || undefined })}
        maxLength={100}
      />
      <SelectField
        label={text.service}
        value={search.service ?? ''}
        onValue={(value) => onChange({ service: oneOf(services, value) })}
        options={[['', text.all], ...readable.map((service) => [service, names.service(service)] as const)]}
      />
      <Button kind="quiet" onClick={onClear}>
        {text.clear}
      </Button>
    </Filters>
  )
}
