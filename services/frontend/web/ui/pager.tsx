import type { ReactNode } from 'react'
import { useText } from '../locale/text.ts'
import { Button } from './button.tsx'
import { uiText } from './text.ts'

type Props = {
  count: number
  /** By default the number of rows. */
  label?: string
  /** Undefined on the first page. */
  onPrevious: (() => void) | undefined
  /** Undefined on the last page. */
  onNext: (() => void) | undefined
  /** Further actions on the table, such as its export. */
  children?: ReactNode
}

/** The foot of a table whose pages have cursors: rows of this page, previous and next. */
export const Pager = ({ count, label, onPrevious, onNext, children }: Props) => {
  const text = useText(uiText)
  return (
    <div className="table-foot">
      <span className="muted" role="status">
        {label ?? text.rows(count)}
      </span>
      <div className="row">
        {children}
        <nav className="row" aria-label={text.pages}>
          <Button onClick={onPrevious} disabled={onPrevious === undefined}>
            {text.previous}
          </Button>
          <Button onClick={onNext} disabled={onNext === undefined}>
            {text.next}
          </Button>
        </nav>
      </div>
    </div>
  )
}
