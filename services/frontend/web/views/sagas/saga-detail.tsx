import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { Deroulement } from '#generated/event-store/types.ts'
import { useFormat } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, ErrorState, Loading } from '../../ui/states.tsx'
import { timelineOf } from './detail-queries.ts'
import { detailText } from './detail-text.ts'
import { ForceUndo } from './force-undo.tsx'
import { Remaining } from './remaining.tsx'
import { outcomeKinds } from './saga-columns.tsx'
import { ServiceRowsOf } from './service-rows.tsx'
import { sagasText, textFor } from './text.ts'
import { Waterfall } from './waterfall.tsx'

const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
)

const Facts = ({ timeline, nowMs }: { timeline: Deroulement; nowMs: number }) => {
  const text = { ...useText(sagasText), ...useText(detailText) }
  const { dateTime, duration } = useFormat()
  const { resultat, etat, etape, motif, bloque, style, client_id, commande_id, commence_ms, termine_ms } = timeline
  const startedAt = new Date(commence_ms).toISOString()
  return (
    <dl className="facts" aria-label={text.facts}>
      <Fact label={text.outcome}>
        <span className="row">
          <Badge kind={outcomeKinds[resultat]}>{text[resultat]}</Badge>
          {bloque && <Badge kind="bad">{text.isBlocked}</Badge>}
        </span>
      </Fact>
      <Fact label={text.style}>{text[style]}</Fact>
      <Fact label={text.state}>{text[etat]}</Fact>
      {etape !== null && <Fact label={text.step}>{textFor(text, etape)}</Fact>}
      {motif !== null && <Fact label={text.reason}>{textFor(text, motif)}</Fact>}
      <Fact label={text.startedAt}>
        <time dateTime={startedAt}>{dateTime(startedAt)}</time>
      </Fact>
      <Fact label={text.duration}>{duration(Math.max(0, (termine_ms ?? nowMs) - commence_ms))}</Fact>
      <Fact label={text.customer}>
        <Link to="/back-office/sagas" search={{ client_id }}>
          <code>{client_id}</code>
        </Link>
      </Fact>
      <Fact label={text.order}>{commande_id === null ? text.nothing : <code>{commande_id}</code>}</Fact>
    </dl>
  )
}

const Content = ({ timeline, nowMs }: { timeline: Deroulement; nowMs: number }) => (
  <>
    <Facts timeline={timeline} nowMs={nowMs} />
    <Remaining timeline={timeline} />
    <Waterfall timeline={timeline} nowMs={nowMs} />
  </>
)

/** One checkout: where it is, what remains, what happened, what each database holds, and what a person can do about it. */
export const SagaDetail = ({ id, onBack }: { id: string; onBack: () => void }) => {
  const text = useText(detailText)
  const [isForcing, setForcing] = useState(false)
  const { data, error, isPending, dataUpdatedAt, refetch } = useQuery(timelineOf(id))
  const isRunning = data?.resultat === 'en_cours'
  const actions = (
    <>
      {isRunning && data.style === 'orchestre' && (
        <Button kind="danger" onClick={() => setForcing(true)}>
          {text.forceUndo}
        </Button>
      )}
      <Button onClick={onBack}>{text.back}</Button>
    </>
  )
  return (
    <Page title={text.titleOf(id)} actions={actions}>
      {isPending && <Loading />}
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data === null && <Empty title={text.unknown}>{text.unknownText}</Empty>}
      {data && <Content timeline={data} nowMs={dataUpdatedAt} />}
      <ServiceRowsOf id={id} isRunning={isRunning} />
      {isForcing && <ForceUndo id={id} onClose={() => setForcing(false)} />}
    </Page>
  )
}
