import { useText } from '../../locale/text.ts'
import { TextField } from '../../ui/field.tsx'
import { personalDataText } from './text.ts'

type Props = { value: string; onValue: (value: string) => void; isChecked: boolean }

/** Why the data are exported or erased. */
export const ReasonField = ({ value, onValue, isChecked }: Props) => {
  const text = useText(personalDataText)
  return (
    <TextField
      label={text.reason}
      hint={text.reasonForm}
      maxLength={200}
      autoComplete="off"
      value={value}
      onValue={onValue}
      error={isChecked && value.trim() === '' ? text.reasonInvalid : undefined}
    />
  )
}
