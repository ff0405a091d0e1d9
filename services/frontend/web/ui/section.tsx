import { type ReactNode, useId } from 'react'
import './section.css'

type Props = { title: string; text?: ReactNode; actions?: ReactNode; children: ReactNode }

/** A part of a view with a heading and its own actions. */
export const Section = ({ title, text, actions, children }: Props) => {
  const titleId = useId()
  return (
    <section className="section" aria-labelledby={titleId}>
      <div className="section-head">
        <h2 id={titleId}>{title}</h2>
        <div className="row">{actions}</div>
      </div>
      {text !== undefined && <p className="muted">{text}</p>}
      {children}
    </section>
  )
}
