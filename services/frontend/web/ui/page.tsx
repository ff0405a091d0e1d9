import { type ReactNode, useEffect } from 'react'
import './page.css'

type Props = { title: string; text?: string; actions?: ReactNode; children: ReactNode }

/** A view: its title, which is also the tab's, its main actions, and its content. */
export const Page = ({ title, text, actions, children }: Props) => {
  useEffect(() => {
    document.title = `${title} – Sagabench`
  }, [title])
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{title}</h1>
          {text !== undefined && <p>{text}</p>}
        </div>
        <div className="row">{actions}</div>
      </div>
      {children}
    </div>
  )
}

/** The filters of a table, side by side where there is room. */
export const Filters = ({ label, children }: { label: string; children: ReactNode }) => (
  <search className="filters" aria-label={label}>
    {children}
  </search>
)
