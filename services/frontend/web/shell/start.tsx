import { Navigate } from '@tanstack/react-router'
import { useText } from '../locale/text.ts'
import { Empty } from '../ui/states.tsx'
import { administration } from './api.ts'
import { useEntries } from './entries.ts'
import { shellText } from './text.ts'

/** Goes on to the first view that this person may use. */
export const Start = () => {
  const text = useText(shellText)
  const [first] = useEntries(administration, '/back-office')
  return first === undefined ? <Empty title={text.noViews} /> : <Navigate to={first.to} replace />
}
