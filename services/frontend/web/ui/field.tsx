import { Field as Base } from '@base-ui/react/field'
import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes } from 'react'
import './field.css'

type Common = {
  label: string
  hint?: ReactNode
  /** What is wrong with the value. */
  error?: string | undefined
}

const Frame = ({ label, hint, error, children }: Common & { children: ReactNode }) => (
  <Base.Root className="field" invalid={error !== undefined}>
    <Base.Label className="field-label">{label}</Base.Label>
    {children}
    {hint !== undefined && <Base.Description className="field-hint">{hint}</Base.Description>}
    {error !== undefined && (
      <Base.Error match className="field-error">
        {error}
      </Base.Error>
    )}
  </Base.Root>
)

type Change = { onValue: (value: string) => void; value: string }
type TextProps = Common & Change & Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange' | 'defaultValue'>

/** A labelled input for one line of text, an amount, a password or a date (`type`). */
export const TextField = ({ label, hint, error, value, onValue, ...input }: TextProps) => (
  <Frame label={label} hint={hint} error={error}>
    <Base.Control {...input} className="field-control" value={value} onValueChange={onValue} />
  </Frame>
)

type SelectProps = Common &
  Change &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, 'value' | 'onChange'> & {
    options: readonly (readonly [value: string, label: string])[]
  }

/** A labelled choice between a few values. */
export const SelectField = ({ label, hint, error, value, onValue, options, ...select }: SelectProps) => (
  <Frame label={label} hint={hint} error={error}>
    <Base.Control
      className="field-control"
      value={value}
      onValueChange={onValue}
      render={
        <select {...select}>
          {options.map(([option, text]) => (
            <option key={option} value={option}>
              {text}
            </option>
          ))}
        </select>
      }
    />
  </Frame>
)
