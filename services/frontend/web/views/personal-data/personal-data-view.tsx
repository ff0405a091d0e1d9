import { getRouteApi } from '@tanstack/react-router'
import { type SubmitEvent, useEffect, useState } from 'react'
import { useText } from '../../locale/text.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty } from '../../ui/states.tsx'
import { CustomerData } from './customer-data.tsx'
import './personal-data.css'
import { customerIdIn } from './search.ts'
import { personalDataText } from './text.ts'

const route = getRouteApi('/back-office/donnees-personnelles')

const FindCustomer = ({ id, onFind }: { id: string; onFind: (id: string) => void }) => {
  const text = useText(personalDataText)
  const [typed, setTyped] = useState(id)
  const [isChecked, setChecked] = useState(false)
  useEffect(() => setTyped(id), [id]) // the address changed: a link, the Back button
  const found = customerIdIn(typed)
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setChecked(true)
    if (found !== undefined) onFind(found)
  }
  return (
    <search aria-label={text.find}>
      <form className="find-customer" onSubmit={submit} noValidate>
        <TextField
          label={text.id}
          hint={text.idForm}
          maxLength={50}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onValue={setTyped}
          error={isChecked && found === undefined ? text.idInvalid : undefined}
        />
        <Button type="submit">{text.open}</Button>
      </form>
    </search>
  )
}

/** Requests of customers about their data (GDPR, articles 15, 17 and 20): export and erasure. */
export const PersonalDataView = () => {
  const text = useText(personalDataText)
  const { client } = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <Page title={text.title} text={text.intro}>
      <FindCustomer id={client ?? ''} onFind={(id) => void navigate({ search: { client: id } })} />
      {client === undefined ? <Empty title={text.nobody}>{text.nobodyText}</Empty> : <CustomerData id={client} />}
    </Page>
  )
}
