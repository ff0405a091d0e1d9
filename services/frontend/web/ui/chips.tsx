import { useId } from 'react'
import './chips.css'

type Props = {
  label: string
  chips: readonly { readonly value: string; readonly label: string; readonly count: string }[]
  chosen: string | undefined
  /** Called with undefined when the chosen chip is pressed again. */
  onChoose: (value: string | undefined) => void
}

/** Values of a filter with their counts; one of them can be chosen. Nothing without values. */
export const Chips = ({ label, chips, chosen, onChoose }: Props) => {
  const labelId = useId()
  if (chips.length === 0) return null
  return (
    <fieldset className="chips" aria-labelledby={labelId}>
      <span id={labelId} className="field-label">
        {label}
      </span>
      {chips.map(({ value, label: name, count }) => (
        <button
          key={value}
          type="button"
          className="chip"
          aria-pressed={value === chosen}
          onClick={() => onChoose(value === chosen ? undefined : value)}
        >
          {name} <span className="chip-count">{count}</span>
        </button>
      ))}
    </fieldset>
  )
}
