import { type SubmitEvent, useState } from 'react'
import type { ChangementLot, LotRelance } from '#generated/event-store/types.ts'
import { type Problem, Refused } from '#sdk/problems.ts'
import { useText } from '../../locale/text.ts'
import { Button } from '../../ui/button.tsx'
import { FormDialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { Failure } from '../../ui/states.tsx'
import { useChangeBatch } from './queries.ts'
import { deadLettersText } from './text.ts'
import { waitingOf } from './waiting.ts'

const rateMax = 100
const rateDefault = 10

const rateOf = (text: string): number | undefined => {
  const rate = /^\d{1,3}$/.test(text.trim()) ? Number(text) : 0
  return rate >= 1 && rate <= rateMax ? rate : undefined
}

const ChangeFailure = ({ error }: { error: unknown }) => {
  const text = useText(deadLettersText)
  const problem: Problem | undefined = error instanceof Refused ? error.problem : undefined
  return problem?.type === 'urn:sagabench:problem:lot-clos' ? (
    <p className="notice">{text.batchClosed}</p>
  ) : (
    <Failure error={error} />
  )
}

const CancelBatch = ({ batch, onClose }: { batch: LotRelance; onClose: () => void }) => {
  const text = useText(deadLettersText)
  const change = useChangeBatch(batch.lot_id)
  return (
    <FormDialog
      title={text.cancelOf}
      text={text.cancelText(waitingOf(batch))}
      action={text.cancelBatch}
      kind="danger"
      busy={change.isPending}
      failure={change.error && <ChangeFailure error={change.error} />}
      onSubmit={() => change.mutate({ etat: 'annule' }, { onSuccess: onClose })}
      onClose={onClose}
    />
  )
}

/** The rate, and the buttons that start, pause, resume and cancel a batch. Nothing for a batch that has ended. */
export const BatchActions = ({ batch }: { batch: LotRelance }) => {
  const text = useText(deadLettersText)
  const [rate, setRate] = useState(String(batch.par_seconde ?? rateDefault))
  const [isCancelling, setCancelling] = useState(false)
  const change = useChangeBatch(batch.lot_id)
  if (batch.etat === 'annule' || batch.etat === 'termine') return null
  const perSecond = rateOf(rate)
  const isSending = batch.etat === 'en_cours'
  const next: ChangementLot | undefined = isSending
    ? { etat: 'en_pause' }
    : perSecond === undefined
      ? undefined
      : { etat: 'en_cours', par_seconde: perSecond }
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (next !== undefined) change.mutate(next)
  }
  const resumed = batch.etat === 'prepare' ? text.start : text.resume
  return (
    <>
      <form className="batch-actions" onSubmit={submit} noValidate>
        <TextField
          label={text.rate}
          hint={text.rateHint}
          inputMode="numeric"
          value={rate}
          onValue={setRate}
          disabled={isSending}
          error={perSecond === undefined ? text.rateInvalid : undefined}
        />
        <div className="row">
          <Button type="submit" kind="primary" disabled={change.isPending || batch.nombre === 0}>
            {isSending ? text.pause : resumed}
          </Button>
          <Button kind="quiet" onClick={() => setCancelling(true)}>
            {text.cancelBatch}
          </Button>
        </div>
        {change.error && <ChangeFailure error={change.error} />}
      </form>
      {/* Outside the form: a submit of the dialog would bubble to it. */}
      {isCancelling && <CancelBatch batch={batch} onClose={() => setCancelling(false)} />}
    </>
  )
}
