import { Link } from '@tanstack/react-router'
import { type SubmitEvent, useState } from 'react'
import { Refused } from '#sdk/problems.ts'
import { useText } from '../../locale/text.ts'
import { AddressFields, emptyAddress, isComplete, trimmed } from '../../shop/address-fields.tsx'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Failure } from '../../ui/states.tsx'
import { useRegister } from './queries.ts'
import { registrationText } from './text.ts'

const empty = { name: '', email: '', password: '' }
const emailForm = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
const passwordLengthMin = 8

/** Everything a new account needs. Checked here first; the service has the last word. */
export const RegisterForm = ({ onSent }: { onSent: () => void }) => {
  const text = useText(registrationText)
  const [form, setForm] = useState(empty)
  const [address, setAddress] = useState(emptyAddress)
  const [isChecked, setChecked] = useState(false)
  const register = useRegister()
  const mistakes = {
    name: form.name.trim() === '' ? text.nameInvalid : undefined,
    email: emailForm.test(form.email.trim()) ? undefined : text.emailInvalid,
    password: form.password.length < passwordLengthMin ? text.passwordInvalid : undefined,
  }
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setChecked(true)
    const isValid = isComplete(address) && Object.values(mistakes).every((mistake) => mistake === undefined)
    if (!isValid || register.isPending) return
    const person = { nom: form.name.trim(), courriel: form.email.trim(), mot_de_passe: form.password }
    register.mutate({ ...person, adresse_livraison: trimmed(address) }, { onSuccess: onSent })
  }
  const field = (key: keyof typeof empty) => ({
    value: form[key],
    onValue: (value: string) => setForm((before) => ({ ...before, [key]: value })),
    error: isChecked ? mistakes[key] : undefined,
  })
  const isPasswordRefused =
    register.error instanceof Refused && JSON.stringify(register.error.problem).includes('mot_de_passe')
  return (
    <form className="log-in-form" onSubmit={submit} noValidate>
      <TextField label={text.name} autoComplete="name" maxLength={100} {...field('name')} />
      <TextField label={text.email} type="email" autoComplete="email" maxLength={254} {...field('email')} />
      <TextField
        label={text.password}
        hint={text.passwordForm}
        type="password"
        autoComplete="new-password"
        maxLength={128}
        {...field('password')}
      />
      <AddressFields address={address} onChange={setAddress} isChecked={isChecked} />
      <div role="alert">
        {isPasswordRefused && <p className="notice">{text.passwordRefused}</p>}
        {register.error && !isPasswordRefused && <Failure error={register.error} />}
      </div>
      <Button type="submit" kind="primary" disabled={register.isPending}>
        {text.submit}
      </Button>
      <Link to="/boutique/inscription" search={{ code: true }}>
        {text.haveCode}
      </Link>
    </form>
  )
}
