import type { Agreement, Disagreement } from '#services/checkout-agreement.ts'
import { useText } from '../../locale/text.ts'
import { Badge } from '../../ui/badge.tsx'
import { rowsText } from './rows-text.ts'

const kinds = { agree: 'good', 'in-progress': 'wait', disagree: 'bad', unknown: 'plain' } as const

/** Whether the services agree, and what contradicts what. */
export const AgreementNotice = ({ agreement: { verdict, disagreements, missing } }: { agreement: Agreement }) => {
  const text = useText(rowsText)
  const verdicts: Readonly<Record<Agreement['verdict'], readonly [string, string]>> = {
    agree: [text.agree, text.agreeText],
    'in-progress': [text.inProgress, text.inProgressText],
    disagree: [text.disagree, text.disagreeText],
    unknown: [text.undecided, text.undecidedText(missing.join(', '))],
  }
  const reasons: Readonly<Record<Disagreement, string>> = {
    'success-without-order': text.successWithoutOrder,
    'order-after-failure': text.orderAfterFailure,
    'stock-kept-after-failure': text.stockKept,
    'order-without-stock': text.orderWithoutStock,
    'different-order': text.differentOrder,
    'different-history': text.differentHistory,
    'effect-without-checkout': text.effectWithoutCheckout,
    'two-styles': text.twoStyles,
  }
  const [name, explanation] = verdicts[verdict]
  return (
    <div className="agreement" data-verdict={verdict} role="status">
      <p className="row">
        <Badge kind={kinds[verdict]}>{name}</Badge> {explanation}
      </p>
      {disagreements.length > 0 && (
        <ul>
          {disagreements.map(({ what, services }) => (
            <li key={what}>
              {reasons[what]} <span className="muted">{text.between(services.join(', '))}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
