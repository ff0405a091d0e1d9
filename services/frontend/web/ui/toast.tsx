import { Toast } from '@base-ui/react/toast'
import type { ReactNode } from 'react'
import { useText } from '../locale/text.ts'
import { uiText } from './text.ts'
import './toast.css'

const manager = Toast.createToastManager()

/** Says that an action succeeded. With `undo`, a button takes it back. */
export const notify = (text: string, undo?: { label: string; run: () => void }): void => {
  manager.add({
    description: text,
    timeout: undo === undefined ? 5_000 : 12_000,
    ...(undo === undefined ? {} : { actionProps: { children: undo.label, onClick: undo.run } }),
  })
}

/** Says that an action in the background failed. */
export const notifyFailure = (text: string): void => {
  manager.add({ description: text, type: 'error', priority: 'high', timeout: 12_000 })
}

const List = () => {
  const text = useText(uiText)
  const { toasts } = Toast.useToastManager()
  return toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className="toast" swipeDirection={['right', 'down']}>
      <Toast.Content className="toast-content">
        <Toast.Description />
        <Toast.Action className="button" data-kind="quiet" />
        <Toast.Close className="button" data-kind="quiet">
          {text.close}
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ))
}

export const Toasts = ({ children }: { children: ReactNode }) => {
  const text = useText(uiText)
  return (
    <Toast.Provider toastManager={manager}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className="toasts" aria-label={text.notifications}>
          <List />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}
