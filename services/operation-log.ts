import type { OperationRow, ReadOperations } from '#platform/delivery/operation-log.ts'
import { pageOf, pageRequest } from '#platform/http/page.ts'
import { refuseCursor, refuseField } from './refusals.ts'

// The operation by which each service serves its log of operations. All specifications take it from specs/common/journal.yaml.

type Request = {
  query: {
    auteur?: string
    operation?: string
    objet_type?: string
    objet_id?: string
    depuis?: string
    jusqu_a?: string
    limite: number
    curseur?: string
  }
}

const operationBody = (row: OperationRow) => ({
  numero: row.position,
  fait_le: row.at.toISOString(),
  operation: row.operation,
  objet_type: row.objectType,
  objet_id: row.objectId,
  auteur: row.author,
  role: row.role,
  application: row.application,
  motif: row.reason,
  correlation_id: row.correlationId,
})

const momentOf = (text: string | undefined): Date | undefined => (text === undefined ? undefined : new Date(text))
/** The format admits leap seconds, which JavaScript doesn't know. */
const isValid = (moment: Date | undefined): boolean => moment === undefined || !Number.isNaN(moment.getTime())

/** Answers one page of the log, newest first. */
export const listOperations =
  (read: ReadOperations) =>
  async ({ query }: Request) => {
    const page = pageRequest(query.curseur, query.limite)
    if (page === undefined) return refuseCursor()
    const [from, until] = [momentOf(query.depuis), momentOf(query.jusqu_a)]
    if (!isValid(from)) return refuseField('depuis', 'format', 'must be a moment without a leap second')
    if (!isValid(until)) return refuseField('jusqu_a', 'format', 'must be a moment without a leap second')
    const { auteur: author, operation, objet_type: objectType, objet_id: objectId } = query
    const rows = await read({ author, operation, objectType, objectId, from, until }, page)
    const { elements, cursor } = pageOf(rows, page.limit, ({ position }) => position)
    return { status: 200, body: { elements: elements.map(operationBody), curseur_suivant: cursor } } as const
  }
