import { addDays, endOf, lastDayBefore, today } from '../../locale/days.ts'
import { useText } from '../../locale/text.ts'
import { Button } from '../../ui/button.tsx'
import { DateField } from '../../ui/date-field.tsx'
import { Filters } from '../../ui/page.tsx'
import { indicatorsText } from './text.ts'

type Props = {
  /** The end of the week; undefined: now. */
  until: string | undefined
  onChange: (until: string | undefined) => void
}

const daysOfWeek = 7

/** Chooses seven days by their last one. */
export const WeekPicker = ({ until, onChange }: Props) => {
  const text = useText(indicatorsText)
  const lastDay = until === undefined ? today() : lastDayBefore(until)
  const move = (days: number) => () => onChange(endOf(addDays(lastDay, days)))
  const isLatest = until === undefined || addDays(lastDay, daysOfWeek) > today()
  return (
    <Filters label={text.week}>
      <DateField label={text.lastDay} value={lastDay} onValue={(day) => onChange(endOf(day))} />
      <Button onClick={move(-daysOfWeek)}>{text.earlier}</Button>
      <Button onClick={move(daysOfWeek)} disabled={isLatest}>
        {text.later}
      </Button>
      <Button onClick={() => onChange(undefined)} disabled={until === undefined}>
        {text.untilNow}
      </Button>
    </Filters>
  )
}
