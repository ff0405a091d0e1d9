import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense, useCallback } from 'react'
import { useText } from '../../locale/text.ts'
import { changed, type SearchChange } from '../../shell/search.ts'
import { Page } from '../../ui/page.tsx'
import { Loading } from '../../ui/states.tsx'
import { CountChips } from './count-chips.tsx'
import { SagaFilters } from './saga-filters.tsx'
import { SagaList } from './saga-list.tsx'
import { isId, type SagaSearch } from './search.ts'
import { sagasText } from './text.ts'

// The list opens without waiting for the code of the detail.
const SagaDetail = lazy(async () => ({ default: (await import('./saga-detail.tsx')).SagaDetail }))

const route = getRouteApi('/back-office/sagas')

type Change = SearchChange<SagaSearch>

type Props = { search: SagaSearch; onChange: (change: Change) => void }

const List = ({ search, onChange }: Props) => {
  const text = useText(sagasText)
  const navigate = route.useNavigate()
  const filter = useCallback(
    (values: Change) =>
      void navigate({ search: (before) => changed(before, { ...values, curseur: undefined }), replace: true }),
    [navigate],
  )
  const isInvalid = search.client_id !== undefined && !isId(search.client_id)
  return (
    <Page title={text.title} text={text.intro}>
      <SagaFilters
        search={search}
        onChange={filter}
        onOpen={(checkout) => onChange({ checkout })}
        onClear={() => void navigate({ search: {} })}
      />
      {!isInvalid && <CountChips search={search} onChange={filter} />}
      {!isInvalid && <SagaList search={search} onChange={onChange} />}
    </Page>
  )
}

/** Sagas: the checkouts of both styles, and one of them with all that is known about it. */
export const SagasView = () => {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const change = useCallback(
    (values: Change) => void navigate({ search: (before) => changed(before, values) }),
    [navigate],
  )
  return search.checkout === undefined ? (
    <List search={search} onChange={change} />
  ) : (
    <Suspense fallback={<Loading />}>
      <SagaDetail id={search.checkout} onBack={() => change({ checkout: undefined })} />
    </Suspense>
  )
}
