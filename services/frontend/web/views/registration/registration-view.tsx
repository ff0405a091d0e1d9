import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useText } from '../../locale/text.ts'
import { boutique, useSession } from '../../shell/api.ts'
import { LogInForm } from '../../shell/log-in.tsx'
import { Page } from '../../ui/page.tsx'
import { CodeForm } from './code-form.tsx'
import { RegisterForm } from './register-form.tsx'
import { registrationText } from './text.ts'

const route = getRouteApi('/boutique/inscription')

/** Opens an account in two steps, with the code of a message between them. Afterwards the person logs in. */
export const RegistrationView = () => {
  const text = useText(registrationText)
  const { code = false } = route.useSearch()
  const navigate = route.useNavigate()
  const [isOpened, setOpened] = useState(false)
  const session = useSession(boutique)
  const goShopping = (): void => void navigate({ to: '/boutique/produits' })
  const titles = isOpened
    ? { title: text.opened, text: text.openedText }
    : code
      ? { title: text.codeTitle, text: text.codeText }
      : { title: text.title, text: text.intro }
  return (
    <div className="log-in">
      <Page {...titles}>
        {isOpened && session.kind !== 'open' && <LogInForm api={boutique} onDone={goShopping} />}
        {!isOpened && code && <CodeForm onOpened={() => setOpened(true)} />}
        {!isOpened && !code && <RegisterForm onSent={() => void navigate({ search: { code: true } })} />}
      </Page>
    </div>
  )
}
