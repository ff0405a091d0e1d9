import { useQuery } from '@tanstack/react-query'
import { Refused } from '#sdk/problems.ts'
import { useText } from '../../locale/text.ts'
import { Badge } from '../../ui/badge.tsx'
import { ErrorState, Loading } from '../../ui/states.tsx'
import './checkout.css'
import { useFollowed } from './follow.ts'
import { Ended } from './outcome.tsx'
import { sagaOf } from './queries.ts'
import { reasonText } from './reason.ts'
import type { Style } from './search.ts'
import { type Progress, progressOfChoreography, progressOfSaga, type StepName, type StepState } from './steps.ts'
import { checkoutText } from './text.ts'

const kinds: Readonly<Record<StepState, 'good' | 'bad' | 'wait' | 'plain'>> = {
  done: 'good',
  running: 'wait',
  next: 'plain',
  failed: 'bad',
  undoing: 'wait',
  undone: 'bad',
  skipped: 'plain',
}

const Steps = ({ steps }: Pick<Progress, 'steps'>) => {
  const text = useText(checkoutText)
  const names: Readonly<Record<StepName, string>> = {
    accepted: text.accepted,
    stock: text.stock,
    prices: text.prices,
    reservation: text.reservation,
    order: text.creation,
    workers: text.workers,
  }
  const states: Readonly<Record<StepState, string>> = {
    done: text.done,
    running: text.running,
    next: text.next,
    failed: text.failed,
    undoing: text.undoing,
    undone: text.undone,
    skipped: text.skipped,
  }
  return (
    <ol className="steps" aria-label={text.steps}>
      {steps.map(({ name, state }) => (
        <li key={name} className="step" data-state={state} aria-current={state === 'running' ? 'step' : undefined}>
          <span>{names[name]}</span>
          <Badge kind={kinds[state]}>{states[state]}</Badge>
        </li>
      ))}
    </ol>
  )
}

const Heading = ({ progress, error }: { progress: Progress; error: unknown }) => {
  const text = useText(checkoutText)
  if (progress.end !== undefined) return null
  return (
    <div role="status">
      <h2>{progress.undoing === undefined ? text.inProgress : text.isUndoing}</h2>
      {progress.undoing !== undefined && <p>{reasonText(progress.undoing, text)}</p>}
      {error ? <p className="notice">{text.noConnection}</p> : <p className="muted">{text.inProgressText}</p>}
    </div>
  )
}

const Shown = ({ progress, error, id }: { progress: Progress; error: unknown; id: string }) => (
  <section className="panel progress">
    {progress.end && <Ended end={progress.end} steps={progress.steps} checkoutId={id} />}
    <Heading progress={progress} error={error} />
    <Steps steps={progress.steps} />
  </section>
)

const Orchestrated = ({ id }: { id: string }) => {
  const { data, error } = useQuery(sagaOf(id))
  if (error instanceof Refused) return <ErrorState error={error} />
  if (data === undefined && error === null) return <Loading />
  const progress: Progress = data
    ? progressOfSaga(data)
    : { steps: [{ name: 'accepted', state: 'done' }], end: undefined, undoing: undefined }
  return <Shown progress={progress} error={error} id={id} />
}

const Choreographed = ({ id }: { id: string }) => {
  const { outcome, error } = useFollowed(id)
  if (error instanceof Refused) return <ErrorState error={error} />
  return <Shown progress={progressOfChoreography(outcome)} error={error} id={id} />
}

/** A checkout that has begun, live until its end. */
export const CheckoutProgress = ({ style, id }: { style: Style; id: string }) =>
  style === 'orchestre' ? <Orchestrated id={id} /> : <Choreographed id={id} />
