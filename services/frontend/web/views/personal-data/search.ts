import { defined, textIn } from '../../shell/search.ts'

export type PersonalDataSearch = {
  /** The customer whose data are exported or erased. */
  client?: string
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The id of a customer as the API writes it; undefined if the text is none. */
export const customerIdIn = (text: string): string | undefined => {
  const id = text.trim().toLowerCase()
  return uuid.test(id) ? id : undefined
}

/** Reads the address. Ignores what it can't use, because people edit addresses. */
export const readPersonalDataSearch = (raw: Record<string, unknown>): PersonalDataSearch =>
  defined({ client: customerIdIn(textIn(raw.client) ?? '') })
