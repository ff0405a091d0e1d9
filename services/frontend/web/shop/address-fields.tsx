import type { AdresseLivraison } from '#generated/ecommerce/types.ts'
import { useLocale } from '../locale/locale.ts'
import { useText } from '../locale/text.ts'
import { SelectField, TextField } from '../ui/field.tsx'
import { shopText } from './text.ts'

/** Countries that the shop offers, by their ISO 3166 code; their names come from the browser. */
const countries = ['CA', 'FR', 'BE', 'CH', 'LU', 'US'] as const

/** The longest values by the specification. */
const lengths = { rue: 200, ville: 100, code_postal: 20 } as const
type Line = keyof typeof lengths
const lines = ['rue', 'ville', 'code_postal'] as const satisfies readonly Line[]
const autoComplete = { rue: 'street-address', ville: 'address-level2', code_postal: 'postal-code' } as const

export const emptyAddress: AdresseLivraison = { rue: '', ville: '', code_postal: '', pays: 'CA' }

/** Without spaces around the values. */
export const trimmed = (address: AdresseLivraison): AdresseLivraison => ({
  rue: address.rue.trim(),
  ville: address.ville.trim(),
  code_postal: address.code_postal.trim(),
  pays: address.pays,
})

export const isComplete = (address: AdresseLivraison): boolean => lines.every((line) => trimmed(address)[line] !== '')

type Props = { address: AdresseLivraison; onChange: (address: AdresseLivraison) => void; isChecked: boolean }

/** The fields of a delivery address; empty ones are marked once `isChecked`. */
export const AddressFields = ({ address, onChange, isChecked }: Props) => {
  const text = useText(shopText)
  const names = new Intl.DisplayNames(useLocale(), { type: 'region' })
  const labels: Readonly<Record<Line, string>> = { rue: text.street, ville: text.city, code_postal: text.postalCode }
  const offered = [...new Set([address.pays, ...countries])].toSorted()
  return (
    <>
      {lines.map((line) => (
        <TextField
          key={line}
          label={labels[line]}
          autoComplete={autoComplete[line]}
          maxLength={lengths[line]}
          value={address[line]}
          onValue={(value) => onChange({ ...address, [line]: value })}
          error={isChecked && address[line].trim() === '' ? text.required : undefined}
        />
      ))}
      <SelectField
        label={text.country}
        autoComplete="country"
        value={address.pays}
        onValue={(pays) => onChange({ ...address, pays })}
        options={offered.map((code) => [code, names.of(code) ?? code])}
      />
    </>
  )
}
