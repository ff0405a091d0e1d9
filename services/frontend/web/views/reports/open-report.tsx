import { useQuery } from '@tanstack/react-query'
import { CallFailure } from '#platform/http/failure.ts'
import { useText } from '../../locale/text.ts'
import { Button } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, ErrorState, Loading } from '../../ui/states.tsx'
import { reportAddress } from './queries.ts'
import { reportsText } from './text.ts'

const isGone = (error: unknown): boolean => error instanceof CallFailure && error.status === 404

/** One report in a frame of its own, which can run no script and send no request. */
export const OpenReport = ({ id, onClose }: { id: string; onClose: () => void }) => {
  const text = useText(reportsText)
  const { data, error, isPending, refetch } = useQuery(reportAddress(id))
  const actions = (
    <>
      <Button onClick={onClose}>{text.back}</Button>
      {data && (
        <a className="button" href={data.address} target="_blank" rel="noreferrer">
          {text.newTab}
        </a>
      )}
    </>
  )
  return (
    <Page title={text.frame(id)} actions={actions}>
      {isPending && <Loading />}
      {isGone(error) ? (
        <Empty title={text.gone}>{text.goneText(id)}</Empty>
      ) : (
        error && <ErrorState error={error} onRetry={() => void refetch()} />
      )}
      {data && <iframe className="report-frame" title={text.frame(id)} src={data.address} sandbox="" />}
    </Page>
  )
}
