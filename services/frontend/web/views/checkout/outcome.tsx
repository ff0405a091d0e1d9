import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useFormat } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import { customerId } from '../../shop/customer.ts'
import { shopText } from '../../shop/text.ts'
import { notifyFailure } from '../../ui/toast.tsx'
import { forgetAttempt, readAttempt } from './attempt.ts'
import { saleOf, settle } from './queries.ts'
import { reasonText } from './reason.ts'
import type { End, Progress } from './steps.ts'
import { type CheckoutText, checkoutText } from './text.ts'

type Failed = { reason: string; steps: Progress['steps'] }

const undoneOf = ({ steps }: Failed, text: CheckoutText): string[] => {
  const isUndone = (name: string): boolean => steps.some((step) => step.name === name && step.state === 'undone')
  return [
    ...(isUndone('order') ? [text.undoneOrder] : []),
    ...(isUndone('reservation') ? [text.undoneReservation] : []),
    ...(steps.some(({ name }) => name === 'workers') ? [text.undoneByWorkers] : []),
  ]
}

const Failure = (failed: Failed) => {
  const text = useText(checkoutText)
  useEffect(forgetAttempt, [])
  return (
    <div className="stack" role="alert">
      <h2>{text.failedTitle}</h2>
      <p className="notice">{reasonText(failed.reason, text)}</p>
      <p>{[...undoneOf(failed, text), text.nothingOrdered].join(' ')}</p>
      <div className="row">
        <Link className="button" data-kind="primary" to="/boutique/panier">
          {text.backToCart}
        </Link>
      </div>
    </div>
  )
}

/** Takes the ordered products out of the cart if this tab has placed the order. */
const useSettled = (checkoutId: string): void => {
  const text = useText(checkoutText)
  useEffect(() => {
    const attempt = readAttempt(customerId())
    if (attempt !== undefined) settle(attempt, checkoutId).catch(() => notifyFailure(text.cartNotEmptied))
  }, [checkoutId, text])
}

const Success = ({ orderId, checkoutId }: { orderId: string; checkoutId: string }) => {
  const text = useText(checkoutText)
  const sharedText = useText(shopText)
  const { money } = useFormat()
  const { data: sale } = useQuery(saleOf(orderId))
  useSettled(checkoutId)
  return (
    <div className="stack" role="status">
      <h2>{text.succeeded}</h2>
      <p>
        {text.orderNumber} <code className="order-number">{orderId}</code>
      </p>
      {sale && (
        <p className="amount" data-total="true">
          <span>{sharedText.total}</span>
          <span>{money(sale.total_cents)}</span>
        </p>
      )}
      <div className="row">
        <Link className="button" data-kind="primary" to="/boutique/commandes" search={{ commande: orderId }}>
          {text.seeOrder}
        </Link>
        <Link className="button" to="/boutique/produits">
          {sharedText.browse}
        </Link>
      </div>
    </div>
  )
}

type Props = { end: End; steps: Progress['steps']; checkoutId: string }

/** How a checkout ended, and what the customer can do now. */
export const Ended = ({ end, steps, checkoutId }: Props) =>
  end.kind === 'succeeded' ? (
    <Success orderId={end.orderId} checkoutId={checkoutId} />
  ) : (
    <Failure reason={end.reason} steps={steps} />
  )
