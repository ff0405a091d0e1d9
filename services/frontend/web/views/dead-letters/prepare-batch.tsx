import { useState } from 'react'
import type { LotRelance } from '#generated/event-store/types.ts'
import { useText } from '../../locale/text.ts'
import { FormDialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { Failure } from '../../ui/states.tsx'
import { batchFilterOf, useCreateBatch } from './queries.ts'
import type { DeadLetterSearch } from './search.ts'
import { SelectionOf } from './selection.tsx'
import { deadLettersText } from './text.ts'

type Props = { search: DeadLetterSearch; onCreated: (batch: LotRelance) => void; onClose: () => void }

/** Freezes what the filters select. The batch opens then, so that its set is seen before anything is sent. */
export const PrepareBatch = ({ search, onCreated, onClose }: Props) => {
  const text = useText(deadLettersText)
  const [reason, setReason] = useState('')
  const [isChecked, setChecked] = useState(false)
  const create = useCreateBatch()
  const filtre = batchFilterOf(search)
  const raison = reason.trim()
  const submit = (): void => {
    setChecked(true)
    if (raison !== '') create.mutate({ filtre, raison }, { onSuccess: onCreated })
  }
  return (
    <FormDialog
      title={text.prepare}
      text={text.prepareText}
      action={text.prepare}
      busy={create.isPending}
      failure={create.error && <Failure error={create.error} />}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>
        <SelectionOf filter={filtre} />
      </p>
      <TextField
        label={text.why}
        maxLength={200}
        autoComplete="off"
        value={reason}
        onValue={setReason}
        error={isChecked && raison === '' ? text.whyInvalid : undefined}
      />
    </FormDialog>
  )
}
