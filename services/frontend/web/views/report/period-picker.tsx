import { type Day, dayOf, endOf, lastDayBefore, startOf } from '../../locale/days.ts'
import { useText } from '../../locale/text.ts'
import type { SearchChange } from '../../shell/search.ts'
import { Button } from '../../ui/button.tsx'
import { DateField } from '../../ui/date-field.tsx'
import { SelectField } from '../../ui/field.tsx'
import { Filters } from '../../ui/page.tsx'
import {
  comparedPeriodOf,
  mistakeIn,
  type Period,
  type Preset,
  periodOf,
  periodsOf,
  presetOf,
  presets,
} from './periods.ts'
import type { ReportSearch } from './search.ts'
import { type ReportText, reportText } from './text.ts'

type Props = { search: ReportSearch; onChange: (change: SearchChange<ReportSearch>) => void }

const noPeriods = { debut: undefined, fin: undefined, compare_debut: undefined, compare_fin: undefined }

type FieldsProps = {
  labels: readonly [from: string, until: string]
  period: Period
  onChange: (period: Period) => void
  text: ReportText
}

const PeriodFields = ({ labels, period, onChange, text }: FieldsProps) => {
  const mistake = mistakeIn(period)
  const set = (change: Partial<Period>) => onChange({ ...period, ...change })
  return (
    <>
      <DateField label={labels[0]} value={dayOf(period.debut)} onValue={(day: Day) => set({ debut: startOf(day) })} />
      <DateField
        label={labels[1]}
        value={lastDayBefore(period.fin)}
        onValue={(day: Day) => set({ fin: endOf(day) })}
        error={mistake && { order: text.order, length: text.length }[mistake]}
      />
    </>
  )
}

/** Chooses the period of the report and the one it is compared with. */
export const PeriodPicker = ({ search, onChange }: Props) => {
  const text = useText(reportText)
  const nowMs = Date.now()
  const preset = presetOf(search, nowMs)
  const isDefault = search.debut === undefined && search.fin === undefined
  const choose = (value: string): void => {
    if (value === 'custom') return
    onChange({ ...noPeriods, ...(value === '' ? {} : periodsOf(value as Preset, nowMs)) })
  }
  const titles: Readonly<Record<Preset, string>> = {
    thisWeek: text.thisWeek,
    lastWeek: text.lastWeek,
    thisMonth: text.thisMonth,
    lastMonth: text.lastMonth,
  }
  return (
    <Filters label={text.periods}>
      <SelectField
        label={text.preset}
        value={isDefault ? '' : (preset ?? 'custom')}
        onValue={choose}
        options={[
          ['', text.last30Days],
          ...presets.map((one) => [one, titles[one]] as const),
          ...(isDefault || preset !== undefined ? [] : [['custom', text.custom] as const]),
        ]}
      />
      <PeriodFields
        labels={[text.from, text.until]}
        period={periodOf(search, nowMs)}
        onChange={(period) => onChange(period)}
        text={text}
      />
      <PeriodFields
        labels={[text.compareFrom, text.compareUntil]}
        period={comparedPeriodOf(search, nowMs)}
        onChange={({ debut, fin }) => onChange({ compare_debut: debut, compare_fin: fin })}
        text={text}
      />
      <Button
        kind="quiet"
        disabled={search.compare_debut === undefined}
        onClick={() => onChange({ compare_debut: undefined, compare_fin: undefined })}
      >
        {text.compareBefore}
      </Button>
    </Filters>
  )
}
