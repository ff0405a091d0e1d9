import { useEffect, useRef, useState } from 'react'
import { TextField } from './field.tsx'

type Props = {
  label: string
  value: string
  /** Called when the person pauses typing. */
  onValue: (value: string) => void
  type?: 'search' | 'text'
  inputMode?: 'decimal' | 'search'
  maxLength?: number
  error?: string | undefined
}

const pauseMs = 300

/** A filter of free text: the list follows what is typed, without a call for each letter. */
export const SearchField = ({ value, onValue, ...field }: Props) => {
  const [typed, setTyped] = useState(value)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => setTyped(value), [value]) // the address changed: a link, the Back button
  useEffect(() => () => clearTimeout(timer.current), [])
  const type = (text: string): void => {
    setTyped(text)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => onValue(text), pauseMs)
  }
  return <TextField {...field} value={typed} onValue={type} />
}
