import { addDays, type Day, dayOf, startOf } from '../../locale/days.ts'
import type { ReportSearch } from './search.ts'

/** From a moment up to, but without, another one. */
export type Period = { readonly debut: string; readonly fin: string }
export type Preset = 'thisWeek' | 'lastWeek' | 'thisMonth' | 'lastMonth'
type Chosen = Pick<ReportSearch, 'debut' | 'fin' | 'compare_debut' | 'compare_fin'>

const dayMs = 86_400_000
const minuteMs = 60_000
const defaultDays = 30
const daysMax = 366

const iso = (ms: number): string => new Date(ms).toISOString()
const lengthMs = ({ debut, fin }: Period): number => Date.parse(fin) - Date.parse(debut)

/** The Monday of a day's week. */
const monday = (day: Day): Day => addDays(day, -((new Date(startOf(day)).getDay() + 6) % 7))
const firstOfMonth = (day: Day): Day => `${day.slice(0, 8)}01`
const monthBefore = (day: Day): Day => firstOfMonth(addDays(firstOfMonth(day), -1))

/** From `from` until now, compared with as long a time from `before`: an unfinished period never competes with a whole one. */
const untilNow = (from: Day, before: Day, nowMs: number): Chosen => {
  const debut = startOf(from)
  const fin = iso(Math.max(nowMs - (nowMs % minuteMs), Date.parse(debut) + minuteMs))
  const compare_debut = startOf(before)
  const end = Math.min(Date.parse(compare_debut) + lengthMs({ debut, fin }), Date.parse(debut))
  return { debut, fin, compare_debut, compare_fin: iso(end) }
}

/** The periods of a preset; moments, so that its address shows everybody the same figures. */
export const periodsOf = (preset: Preset, nowMs: number): Chosen => {
  const day = dayOf(iso(nowMs))
  const [week, month] = [monday(day), firstOfMonth(day)]
  switch (preset) {
    case 'thisWeek':
      return untilNow(week, addDays(week, -7), nowMs)
    case 'lastWeek':
      return { debut: startOf(addDays(week, -7)), fin: startOf(week) }
    case 'thisMonth':
      return untilNow(month, monthBefore(month), nowMs)
    case 'lastMonth': {
      const [last, earlier] = [monthBefore(month), monthBefore(monthBefore(month))]
      return { debut: startOf(last), fin: startOf(month), compare_debut: startOf(earlier), compare_fin: startOf(last) }
    }
  }
}

export const presets: readonly Preset[] = ['thisWeek', 'lastWeek', 'thisMonth', 'lastMonth']

/** The preset that an address shows; undefined for the last 30 days, which need no address, and for other periods. */
export const presetOf = ({ debut, fin }: ReportSearch, nowMs: number): Preset | undefined => {
  if (debut === undefined || fin === undefined) return undefined
  return presets.find((preset) => {
    const periods = periodsOf(preset, nowMs)
    const isUnfinished = preset === 'thisWeek' || preset === 'thisMonth'
    const isSameEnd = isUnfinished ? dayOf(fin) === dayOf(iso(nowMs)) : fin === periods.fin
    return debut === periods.debut && isSameEnd
  })
}

/** The period of an address; what it lacks is as the API adds it. */
export const periodOf = ({ debut, fin }: ReportSearch, nowMs: number): Period => {
  const end = fin ?? iso(nowMs)
  return { debut: debut ?? iso(Date.parse(end) - defaultDays * dayMs), fin: end }
}

/** The period that an address compares with. */
export const comparedPeriodOf = (search: ReportSearch, nowMs: number): Period => {
  const { compare_debut, compare_fin } = search
  if (compare_debut !== undefined && compare_fin !== undefined) return { debut: compare_debut, fin: compare_fin }
  const period = periodOf(search, nowMs)
  return { debut: iso(Math.max(0, Date.parse(period.debut) - lengthMs(period))), fin: period.debut }
}

/** The rule of the API that a period violates. */
export const mistakeIn = (period: Period): 'order' | 'length' | undefined => {
  const length = lengthMs(period)
  return length <= 0 ? 'order' : length > daysMax * dayMs ? 'length' : undefined
}
