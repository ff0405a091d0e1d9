import { getRouteApi, Link } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useState } from 'react'
import { useText } from '../../locale/text.ts'
import { changed, type SearchChange } from '../../shell/search.ts'
import { Button } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { Loading } from '../../ui/states.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import './dead-letters.css'
import { LetterFilters } from './letter-filters.tsx'
import { Letters } from './letters.tsx'
import type { DeadLetterSearch } from './search.ts'
import { deadLettersText } from './text.ts'

// The list opens without waiting for the code of its dialog.
const PrepareBatch = lazy(async () => ({ default: (await import('./prepare-batch.tsx')).PrepareBatch }))

// The list of dead letters opens without waiting for the code of the batches.
const Batch = lazy(async () => ({ default: (await import('./batch.tsx')).Batch }))
const Batches = lazy(async () => ({ default: (await import('./batches.tsx')).Batches }))

const route = getRouteApi('/back-office/lettres-mortes')

type Change = SearchChange<DeadLetterSearch>
type Props = { search: DeadLetterSearch; onChange: (change: Change) => void }

const Lists = ({ isBatches }: { isBatches: boolean }) => {
  const text = useText(deadLettersText)
  const options = { to: '/back-office/lettres-mortes', activeOptions: { exact: true } } as const
  return (
    <Tabs label={text.lists}>
      <Link {...options} search={{}} aria-current={isBatches ? undefined : 'page'}>
        {text.letters}
      </Link>
      <Link {...options} search={{ vue: 'lots' }} aria-current={isBatches ? 'page' : undefined}>
        {text.batches}
      </Link>
    </Tabs>
  )
}

const BatchTab = ({ search, onChange }: Props) => (
  <Suspense fallback={<Loading />}>
    {search.lot_id === undefined ? (
      <Batches search={search} onChange={onChange} />
    ) : (
      <Batch id={search.lot_id} search={search} onChange={onChange} />
    )}
  </Suspense>
)

/** Dead letters: what consumer groups gave up, redriven one by one or in batches. */
export const DeadLettersView = () => {
  const text = useText(deadLettersText)
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const [isPreparing, setPreparing] = useState(false)
  const change = useCallback(
    (values: Change) => void navigate({ search: (before) => changed(before, values) }),
    [navigate],
  )
  const filter = useCallback(
    (values: Change) =>
      void navigate({ search: (before) => changed(before, { ...values, curseur: undefined }), replace: true }),
    [navigate],
  )
  const isBatches = search.vue === 'lots'
  const prepare = (
    <Button kind="primary" onClick={() => setPreparing(true)}>
      {text.prepare}
    </Button>
  )
  const open = (lot_id: string): void => {
    setPreparing(false)
    void navigate({ search: { vue: 'lots', lot_id } })
  }
  return (
    <Page title={text.title} text={text.intro} actions={isBatches ? undefined : prepare}>
      <Lists isBatches={isBatches} />
      {isBatches ? (
        <BatchTab search={search} onChange={change} />
      ) : (
        <>
          <LetterFilters search={search} onChange={filter} onClear={() => void navigate({ search: {} })} />
          <Letters search={search} onChange={change} />
        </>
      )}
      {isPreparing && (
        <Suspense>
          <PrepareBatch search={search} onCreated={({ lot_id }) => open(lot_id)} onClose={() => setPreparing(false)} />
        </Suspense>
      )}
    </Page>
  )
}
