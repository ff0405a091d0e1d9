import { roles } from '#generated/roles.ts'
import { useText } from '../locale/text.ts'
import { shellText } from './text.ts'

/** The name of a role in the language of the page; a word that is no role is its own name. */
export const useRoleName = (): ((role: string) => string) => {
  const text = useText(shellText)
  return (role) => {
    const known = roles.find((one) => one === role)
    return known === undefined ? role : text[known]
  }
}
