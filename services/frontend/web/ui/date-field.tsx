import { useEffect, useRef, useState } from 'react'
import { type Day, isDay } from '../locale/days.ts'
import { TextField } from './field.tsx'

type Props = {
  label: string
  /** Empty: no day. */
  value: Day | ''
  /** Called when the person pauses typing, with a day or, if the field may be empty, an empty text. */
  onValue: (value: Day | '') => void
  isOptional?: boolean
  error?: string | undefined
}

const pauseMs = 500

/** A day. A date input reports years that are still being typed, such as 0002, so this field waits for a plausible day. */
export const DateField = ({ value, onValue, isOptional = false, ...field }: Props) => {
  const [typed, setTyped] = useState(value)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => setTyped(value), [value]) // the address changed: a link, the Back button
  useEffect(() => () => clearTimeout(timer.current), [])
  const type = (text: string): void => {
    setTyped(text)
    clearTimeout(timer.current)
    if (isDay(text) || (isOptional && text === '')) timer.current = setTimeout(() => onValue(text), pauseMs)
  }
  return <TextField {...field} type="date" min="1970-01-01" max="2199-12-31" value={typed} onValue={type} />
}
