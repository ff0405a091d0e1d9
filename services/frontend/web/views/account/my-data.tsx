import { useState } from 'react'
import { Refused } from '#sdk/problems.ts'
import { useText } from '../../locale/text.ts'
import { Button } from '../../ui/button.tsx'
import { download } from '../../ui/csv.ts'
import { Failure } from '../../ui/states.tsx'
import { notify } from '../../ui/toast.tsx'
import { CloseAccount } from './close-account.tsx'
import { useExport } from './queries.ts'
import { accountText } from './text.ts'

/** The rights of customers over their data: a copy of it (GDPR, articles 15 and 20), and its erasure (article 17). */
export const MyData = ({ email }: { email: string }) => {
  const text = useText(accountText)
  const [isClosing, setClosing] = useState(false)
  const { mutate, error, isPending } = useExport()
  const save = (document: object): void => {
    download('my-data.json', `${JSON.stringify(document, null, 2)}\n`, 'application/json')
    notify(text.exported)
  }
  const isIncomplete = error instanceof Refused && error.status === 503
  return (
    <section className="panel" aria-labelledby="my-data">
      <h2 id="my-data">{text.data}</h2>
      <p className="muted">{text.dataText}</p>
      <div role="alert">
        {isIncomplete ? <p className="notice">{text.incomplete}</p> : error && <Failure error={error} />}
      </div>
      <div className="row">
        <Button disabled={isPending} onClick={() => mutate(undefined, { onSuccess: save })}>
          {isPending ? text.exporting : text.exportAction}
        </Button>
        <Button onClick={() => setClosing(true)}>{text.erase}</Button>
      </div>
      {isClosing && <CloseAccount email={email} onClose={() => setClosing(false)} />}
    </section>
  )
}
