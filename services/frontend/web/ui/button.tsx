import type { ButtonHTMLAttributes } from 'react'
import './button.css'

type Props = ButtonHTMLAttributes<HTMLButtonElement> & {
  /** `primary`: the one main action of a view or dialog. `danger`: it can't be undone. */
  kind?: 'primary' | 'danger' | 'quiet' | 'plain'
}

export const Button = ({ kind = 'plain', type = 'button', className = '', ...rest }: Props) => (
  <button {...rest} type={type} data-kind={kind} className={`button ${className}`.trim()} />
)
