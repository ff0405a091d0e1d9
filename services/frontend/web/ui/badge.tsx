import type { ReactNode } from 'react'
import './badge.css'

/** A state in one or two words. The colour only supports the text. */
export const Badge = ({
  kind = 'plain',
  children,
}: {
  kind?: 'good' | 'bad' | 'wait' | 'plain'
  children: ReactNode
}) => (
  <span className="badge" data-kind={kind}>
    {children}
  </span>
)
