import { useCanGoBack } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useText } from '../locale/text.ts'
import { Button } from './button.tsx'
import { uiText } from './text.ts'

type Props = {
  count: number
  /** By default the number of rows. */
  label?: string
  /** Cursor of this page; undefined on the first one. */
  cursor: string | undefined
  /** Cursor of the next page; null on the last one. */
  next: string | null
  onCursor: (cursor: string | undefined) => void
  /** Further actions on the table, such as its export. */
  children?: ReactNode
}

/**
 * The foot of a table whose pages have cursors: rows of this page, previous and next. Cursors lead forwards only, so the previous page
 * is the one before in the browser's history; who opened a link to this page has none there, and gets the first page.
 */
export const Pager = ({ count, label, cursor, next, onCursor, children }: Props) => {
  const text = useText(uiText)
  const canGoBack = useCanGoBack()
  const goToPrevious = (): void => (canGoBack ? history.back() : onCursor(undefined))
  return (
    <div className="table-foot">
      <span className="muted" role="status">
        {label ?? text.rows(count)}
      </span>
      <div className="row">
        {children}
        <nav className="row" aria-label={text.pages}>
          <Button onClick={goToPrevious} disabled={cursor === undefined}>
            {text.previous}
          </Button>
          <Button onClick={() => onCursor(next ?? undefined)} disabled={next === null}>
            {text.next}
          </Button>
        </nav>
      </div>
    </div>
  )
}
