import { type Application, cookieSeconds } from './applications.ts'

/** Refresh tokens are base64url, so a cookie contains them as they are. */
const tokenForm = /^[\w-]{20,200}$/

/**
 * The cookie with a session's refresh token: scripts can't read it, and browsers send it only to this application's session
 * addresses, never with requests of other sites.
 */
export const sessionCookie = (application: Application, isSecure: boolean) => {
  const name = `${isSecure ? '__Secure-' : ''}session-${application}`
  const attributes = `; Path=/session/${application}; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`
  return {
    read: (header: string | undefined): string | undefined => {
      const values = (header ?? '').split('; ').filter((pair) => pair.startsWith(`${name}=`))
      const value = values[0]?.slice(name.length + 1)
      return value !== undefined && tokenForm.test(value) ? value : undefined
    },
    write: (token: string): string => `${name}=${token}${attributes}; Max-Age=${cookieSeconds[application]}`,
    remove: (): string => `${name}=${attributes}; Max-Age=0`,
  }
}
