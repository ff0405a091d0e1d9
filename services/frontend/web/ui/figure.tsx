import type { ReactNode } from 'react'
import './figure.css'

type Props = {
  label: string
  value: ReactNode
  /** What the figure means, in one or two short sentences, unless its label says it. */
  help?: string
  /** What belongs to the value, such as its comparison. */
  children?: ReactNode
}

/** One figure with its meaning. Belongs into `Figures`. */
export const Figure = ({ label, value, help, children }: Props) => (
  <div className="figure">
    <dt>{label}</dt>
    <dd className="figure-value">{value}</dd>
    {children !== undefined && <dd>{children}</dd>}
    {help !== undefined && <dd className="figure-help">{help}</dd>}
  </div>
)

/** Figures side by side where there is room. */
export const Figures = ({ children }: { children: ReactNode }) => <dl className="figures">{children}</dl>
