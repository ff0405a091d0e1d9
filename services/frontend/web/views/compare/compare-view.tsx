import { useQuery } from '@tanstack/react-query'
import { type Format, useFormat } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import { Page } from '../../ui/page.tsx'
import { Section } from '../../ui/section.tsx'
import { Empty, ErrorState, Loading } from '../../ui/states.tsx'
import './compare.css'
import { FaultControl, LoadControl } from './controls.tsx'
import type { StyleFigures } from './figures.ts'
import { controlState, type Style, styleFigures, styles, windowMinutes } from './queries.ts'
import { type CompareText, compareText } from './text.ts'

const inTime = (ms: number | null, { number }: Format, text: CompareText): string =>
  ms === null ? text.none : ms < 10_000 ? `${number(ms)} ms` : `${number(Math.round(ms / 100) / 10)} s`

const successOf = ({ succeeded, failed }: StyleFigures, { percent }: Format, text: CompareText): string =>
  succeeded + failed === 0 ? text.none : percent(succeeded / (succeeded + failed))

const rowsOf = (figures: StyleFigures, format: Format, text: CompareText): (readonly [string, string])[] => [
  [text.success, successOf(figures, format, text)],
  [text.succeeded, format.number(figures.succeeded)],
  [text.failed, format.number(figures.failed)],
  [text.inFlight, format.number(figures.inFlight)],
  [text.p50, inTime(figures.p50Ms, format, text)],
  [text.p95, inTime(figures.p95Ms, format, text)],
  [text.reserved, figures.reserved === null ? text.none : format.number(figures.reserved)],
]

const StylePanel = ({ style, products }: { style: Style; products: readonly number[] | undefined }) => {
  const text = useText(compareText)
  const format = useFormat()
  const { data, error, isPending, refetch } = useQuery(styleFigures(style, products))
  return (
    <div className="compare-panel">
      <Section title={text[style]}>
        {isPending && <Loading />}
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {data && (
          <dl className="compare-figures">
            {rowsOf(data, format, text).map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        )}
      </Section>
    </div>
  )
}

/** Both styles live side by side, with a small load and one fault at the press of a button. */
export const CompareView = () => {
  const text = useText(compareText)
  const { data: control, error, refetch } = useQuery(controlState)
  const products = control?.isAvailable ? control.about?.products : undefined
  return (
    <Page title={text.title} text={text.intro}>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {control?.isAvailable === false && <Empty title={text.oneMachine}>{text.oneMachineText}</Empty>}
      {control?.isAvailable && (
        <div className="compare-pair">
          <LoadControl control={control} />
          <FaultControl control={control} />
        </div>
      )}
      <Section title={text.figures} text={text.window(windowMinutes)}>
        <div className="compare-pair">
          {styles.map((style) => (
            <StylePanel key={style} style={style} products={products?.[style]} />
          ))}
        </div>
      </Section>
      <Section title={text.meaningTitle} text={text.meanings}>
        {null}
      </Section>
    </Page>
  )
}
