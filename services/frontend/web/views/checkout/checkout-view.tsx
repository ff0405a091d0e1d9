import { getRouteApi } from '@tanstack/react-router'
import { useCallback, useState } from 'react'
import type { LigneCommande } from '#generated/ecommerce/types.ts'
import { useText } from '../../locale/text.ts'
import { customerId } from '../../shop/customer.ts'
import { Page } from '../../ui/page.tsx'
import { beginAttempt, readAttempt } from './attempt.ts'
import { OrderForm } from './order-form.tsx'
import { CheckoutProgress } from './progress.tsx'
import { Starting } from './starting.tsx'
import { checkoutText } from './text.ts'

const route = getRouteApi('/boutique/commander')

const New = () => {
  const { style = 'orchestre' } = route.useSearch()
  const navigate = route.useNavigate()
  const [attempt, setAttempt] = useState(() => readAttempt(customerId()))
  const begun = attempt?.style
  const onStarted = useCallback(
    (checkout: string) => void navigate({ search: { checkout, ...(begun ? { style: begun } : {}) }, replace: true }),
    [navigate, begun],
  )
  if (attempt !== undefined) return <Starting attempt={attempt} onStarted={onStarted} />
  return (
    <OrderForm
      style={style}
      onStyle={(chosen) => void navigate({ search: { style: chosen }, replace: true })}
      onPlace={(lines: readonly LigneCommande[]) => setAttempt(beginAttempt({ clientId: customerId(), style, lines }))}
    />
  )
}

/** Orders what is in the cart, in either style, and shows how it goes. The address leads back to a checkout that has begun. */
export const CheckoutView = () => {
  const text = useText(checkoutText)
  const { style = 'orchestre', checkout } = route.useSearch()
  return (
    <Page title={text.title}>
      {checkout === undefined ? <New /> : <CheckoutProgress key={checkout} style={style} id={checkout} />}
    </Page>
  )
}
