import { useText } from '../../locale/text.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { uiText } from '../../ui/text.ts'
import { staffText } from './text.ts'

/** Shows a temporary password, once. */
export const PassOn = ({ name, password, onClose }: { name: string; password: string; onClose: () => void }) => {
  const text = useText(staffText)
  const ui = useText(uiText)
  return (
    <Dialog title={text.passOn(name)} text={text.passOnText} onClose={onClose}>
      <div className="dialog-body">
        <p role="status">
          <code className="temporary-password">{password}</code>
        </p>
        <div className="dialog-actions">
          <Button onClick={onClose}>{ui.close}</Button>
        </div>
      </div>
    </Dialog>
  )
}
