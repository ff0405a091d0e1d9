import { Link } from '@tanstack/react-router'
import { useText } from '../locale/text.ts'
import { Page } from '../ui/page.tsx'
import { Settings } from './settings.tsx'
import { shellText } from './text.ts'

/** The first page: the way to the shop and to the back office. */
export const Home = () => {
  const text = useText(shellText)
  return (
    <main className="log-in">
      <Page title="Sagabench" text={text.homeText}>
        <div className="row">
          <Link className="button" data-kind="primary" to="/boutique">
            {text.shop}
          </Link>
          <Link className="button" to="/back-office">
            {text.backOffice}
          </Link>
        </div>
        <Settings />
      </Page>
    </main>
  )
}
