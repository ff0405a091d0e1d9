import type { ReactNode } from 'react'
import { useText } from '../locale/text.ts'
import { Button } from './button.tsx'
import { describeFailure } from './failure.ts'
import './states.css'
import { uiText } from './text.ts'

type StateProps = { title: string; children?: ReactNode; action?: ReactNode }

/** Nothing to show: says why, and offers the next step. */
export const Empty = ({ title, children, action }: StateProps) => (
  <div className="state">
    <p className="state-title">{title}</p>
    {children !== undefined && <p>{children}</p>}
    {action}
  </div>
)

export const Loading = () => {
  const text = useText(uiText)
  return (
    <div className="state" role="status">
      <span className="spinner" aria-hidden="true" />
      <span className="visually-hidden">{text.loading}</span>
    </div>
  )
}

/** A failed query, with its reason and a button that repeats it. */
export const ErrorState = ({ error, onRetry }: { error: unknown; onRetry?: () => void }) => {
  const text = useText(uiText)
  return (
    <div className="state" role="alert">
      <p className="state-title">{text.failed}</p>
      <p>{describeFailure(error, text)}</p>
      {onRetry !== undefined && <Button onClick={onRetry}>{text.retry}</Button>}
    </div>
  )
}

/** Why an action failed, beside its button. */
export const Failure = ({ error }: { error: unknown }) => (
  <p className="notice">{describeFailure(error, useText(uiText))}</p>
)
