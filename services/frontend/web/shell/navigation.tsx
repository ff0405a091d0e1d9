import { Link } from '@tanstack/react-router'
import { useLocale } from '../locale/locale.ts'
import { useText } from '../locale/text.ts'
import type { Api } from './api.ts'
import { useEntries } from './entries.ts'
import { shellText } from './text.ts'

/** Links to the views that this person may use. */
export const Navigation = ({ api, under, onChoose }: { api: Api; under: string; onChoose?: () => void }) => {
  const text = useText(shellText)
  const locale = useLocale()
  return (
    <nav className="navigation" aria-label={text.views}>
      {useEntries(api, under).map(({ to, view }) => (
        <Link key={to} to={to} className="navigation-link" {...(onChoose ? { onClick: onChoose } : {})}>
          {view.title[locale]}
        </Link>
      ))}
    </nav>
  )
}
