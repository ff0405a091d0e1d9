import { defined, momentIn, oneOf, textIn } from '../../shell/search.ts'
import { type Service, services } from './services.ts'

/** The filters of the log, as the address has them, with the names of the API. */
export type LogSearch = {
  service?: Service
  auteur?: string
  operation?: string
  objet_type?: string
  objet_id?: string
  depuis?: string
  jusqu_a?: string
}

/** The text if the API accepts it as this filter. */
const matching = (value: unknown, pattern: RegExp): string | undefined => {
  const text = textIn(value)
  return text !== undefined && pattern.test(text) ? text : undefined
}

/** Reads the address. Ignores what it can't use, because people edit addresses. */
export const readLogSearch = (raw: Record<string, unknown>): LogSearch =>
  defined({
    service: oneOf(services, raw.service),
    auteur: matching(raw.auteur, /^[!-~]+$/),
    operation: matching(raw.operation, /^[A-Za-z]+$/),
    objet_type: matching(raw.objet_type, /^[a-z_]+$/),
    objet_id: matching(raw.objet_id, /^[^\p{Cc}]+$/u),
    depuis: momentIn(raw.depuis),
    jusqu_a: momentIn(raw.jusqu_a),
  })
