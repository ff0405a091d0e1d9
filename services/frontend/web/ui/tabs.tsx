import type { ReactNode } from 'react'
import './tabs.css'

/** Links to the lists of one view; the current one has `aria-current`. */
export const Tabs = ({ label, children }: { label: string; children: ReactNode }) => (
  <nav className="tabs" aria-label={label}>
    {children}
  </nav>
)
