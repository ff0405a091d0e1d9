import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { Refused } from '#sdk/problems.ts'
import { useText } from '../../locale/text.ts'
import { Button } from '../../ui/button.tsx'
import { describeFailure } from '../../ui/failure.ts'
import { Empty, Loading } from '../../ui/states.tsx'
import { uiText } from '../../ui/text.ts'
import { type Attempt, forgetAttempt } from './attempt.ts'
import { startOf } from './queries.ts'
import { checkoutText } from './text.ts'

type Props = { attempt: Attempt; onStarted: (checkoutId: string) => void }

/** Sends an attempt, as often as necessary, until the shop answers. */
export const Starting = ({ attempt, onStarted }: Props) => {
  const text = useText(checkoutText)
  const ui = useText(uiText)
  const { data, error, refetch } = useQuery(startOf(attempt))
  useEffect(() => {
    if (data !== undefined) onStarted(data)
  }, [data, onStarted])
  useEffect(() => {
    if (error instanceof Refused) forgetAttempt()
  }, [error])
  if (error instanceof Refused)
    return (
      <div role="alert">
        <Empty
          title={text.notPlaced}
          action={
            <Link className="button" to="/boutique/panier">
              {text.backToCart}
            </Link>
          }
        >
          {describeFailure(error, ui)}
        </Empty>
      </div>
    )
  if (error)
    return (
      <div role="alert">
        <Empty title={text.unknown} action={<Button onClick={() => void refetch()}>{text.askAgain}</Button>}>
          {text.unknownText}
        </Empty>
      </div>
    )
  return (
    <>
      <Loading />
      <p className="centred">{text.sending}</p>
    </>
  )
}
