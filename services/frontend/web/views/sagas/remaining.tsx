import type { Deroulement, TravailRestant } from '#generated/event-store/types.ts'
import { useText } from '../../locale/text.ts'
import { Button } from '../../ui/button.tsx'
import { describeFailure } from '../../ui/failure.ts'
import { Section } from '../../ui/section.tsx'
import { type Column, Table } from '../../ui/table.tsx'
import { uiText } from '../../ui/text.ts'
import { notify, notifyFailure } from '../../ui/toast.tsx'
import { useRestart } from './detail-queries.ts'
import { detailText } from './detail-text.ts'
import { sagasText, textFor } from './text.ts'

/** Whether the orchestrator can repeat this now: an undo, or the step at work. Later steps have not begun. */
const isRestartable = ({ style, etape: current }: Deroulement, { genre, etape }: TravailRestant): boolean =>
  style === 'orchestre' && etape !== null && (genre === 'annulation' || etape === current)

const Restart = ({ id, etape }: { id: string; etape: string }) => {
  const text = useText(detailText)
  const ui = useText(uiText)
  const restart = useRestart()
  const run = (): void =>
    restart.mutate(
      { id, etape },
      {
        onSuccess: () => notify(text.restarted),
        onError: (error) => notifyFailure(describeFailure(error, ui)),
      },
    )
  return (
    <div className="row-actions">
      <Button kind="quiet" disabled={restart.isPending} onClick={run}>
        {text.restart}
      </Button>
    </div>
  )
}

/** What has to happen before the checkout ends. An undo that keeps failing can be retried at once, which unparks the saga. */
export const Remaining = ({ timeline }: { timeline: Deroulement }) => {
  const text = { ...useText(sagasText), ...useText(detailText) }
  const { reste, checkout_id } = timeline
  const columns: readonly Column<TravailRestant>[] = [
    { id: 'genre', title: text.kind, value: ({ genre }) => text[genre], isShort: true },
    {
      id: 'etape',
      title: text.what,
      value: ({ nom, etape }) => (etape === null ? nom : textFor(text, etape)),
      isShort: true,
    },
    { id: 'nom', title: text.operation, value: ({ nom }) => nom, cell: ({ nom }) => <code>{nom}</code> },
    { id: 'tentatives', title: text.failedAttempts, value: ({ tentatives }) => tentatives, align: 'end' },
    {
      id: 'motif',
      title: text.reason,
      value: ({ motif }) => (motif === null ? null : textFor(text, motif)),
      isWide: true,
    },
    {
      id: 'actions',
      title: '',
      value: () => null,
      cell: (work) =>
        work.etape !== null && isRestartable(timeline, work) && <Restart id={checkout_id} etape={work.etape} />,
    },
  ]
  return (
    <Section title={text.remaining}>
      {reste.length === 0 ? (
        <p className="muted">{text.nothingRemains}</p>
      ) : (
        <Table caption={text.remaining} columns={columns} rows={reste} rowId={({ nom, etape }) => `${nom} ${etape}`} />
      )}
    </Section>
  )
}
