/** The applications whose API keys the front end has: each has its own sessions and its own prefix of addresses. */
export const applications = ['boutique', 'administration'] as const
export type Application = (typeof applications)[number]

/** How long a browser keeps a session's cookie; the session itself ends by the rules of ecommerce. */
export const cookieSeconds: Readonly<Record<Application, number>> = {
  boutique: 30 * 24 * 3_600,
  administration: 12 * 3_600,
}
