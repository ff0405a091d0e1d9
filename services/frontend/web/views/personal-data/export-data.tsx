import { useState } from 'react'
import { useText } from '../../locale/text.ts'
import { Button } from '../../ui/button.tsx'
import { download } from '../../ui/csv.ts'
import { Dialog, FormDialog } from '../../ui/dialog.tsx'
import { uiText } from '../../ui/text.ts'
import { useExport } from './queries.ts'
import { ReasonField } from './reason-field.tsx'
import { RequestFailure } from './request-failure.tsx'
import { personalDataText } from './text.ts'

/** Exports everything about a customer as a file, and says how much each service held. */
export const ExportData = ({ id, onClose }: { id: string; onClose: () => void }) => {
  const text = useText(personalDataText)
  const ui = useText(uiText)
  const [reason, setReason] = useState('')
  const [isChecked, setChecked] = useState(false)
  const { mutate, data, error, isPending } = useExport()
  const submit = (): void => {
    setChecked(true)
    const motif = reason.trim()
    if (motif === '') return
    const onSuccess = (document: object): void =>
      download(`donnees-${id}.json`, `${JSON.stringify(document, null, 2)}\n`, 'application/json')
    mutate({ id, motif }, { onSuccess })
  }
  if (data !== undefined)
    return (
      <Dialog title={text.exportTitle} text={text.exported} onClose={onClose}>
        <div className="dialog-body">
          <ul>
            {data.parties.map(({ partie, elements }) => (
              <li key={partie}>
                {partie}: {text.rows(elements.length)}
              </li>
            ))}
          </ul>
          <div className="dialog-actions">
            <Button onClick={onClose}>{ui.close}</Button>
          </div>
        </div>
      </Dialog>
    )
  return (
    <FormDialog
      title={text.exportTitle}
      text={text.exportText}
      action={text.exportAction}
      busy={isPending}
      failure={error && <RequestFailure error={error} />}
      onSubmit={submit}
      onClose={onClose}
    >
      <ReasonField value={reason} onValue={setReason} isChecked={isChecked} />
    </FormDialog>
  )
}
