import { Dialog as Base } from '@base-ui/react/dialog'
import { type ReactNode, type SubmitEvent, useId } from 'react'
import { useText } from '../locale/text.ts'
import { Button } from './button.tsx'
import './dialog.css'
import { uiText } from './text.ts'

type Props = {
  title: string
  /** One or two sentences; of a confirmation: what the action changes, and whether it can be undone. */
  text?: ReactNode
  onClose: () => void
  wide?: boolean
  children?: ReactNode
}

/** A modal dialog: it has the focus, Escape closes it, and the focus returns where it was. Render it only while it is open. */
export const Dialog = ({ title, text, onClose, wide = false, children }: Props) => (
  <Base.Root open onOpenChange={(open) => !open && onClose()}>
    <Base.Portal>
      <Base.Backdrop className="backdrop" />
      <Base.Popup className="dialog" data-wide={wide}>
        <Base.Title className="dialog-title">{title}</Base.Title>
        {text !== undefined && (
          <Base.Description className="dialog-text" render={<div />}>
            {text}
          </Base.Description>
        )}
        {children}
      </Base.Popup>
    </Base.Portal>
  </Base.Root>
)

type FormProps = Props & {
  /** The label of the button that submits: the action, such as `Change price`. */
  action: string
  kind?: 'primary' | 'danger'
  busy: boolean
  /** Why the last attempt failed. */
  failure?: ReactNode
  onSubmit: () => void
}

/** A dialog with a form: fields, what failed, and the buttons. Enter submits. */
export const FormDialog = ({ action, kind = 'primary', busy, failure, onSubmit, children, ...dialog }: FormProps) => {
  const text = useText(uiText)
  const failureId = useId()
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (!busy) onSubmit()
  }
  return (
    <Dialog {...dialog}>
      <form className="dialog-body" onSubmit={submit} noValidate aria-describedby={failure ? failureId : undefined}>
        {children}
        <div id={failureId} role="alert">
          {failure}
        </div>
        <div className="dialog-actions">
          <Button onClick={dialog.onClose}>{text.cancel}</Button>
          <Button type="submit" kind={kind} disabled={busy}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
