import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Role } from '#generated/roles.ts'
import { ProblemError } from '#platform/http/problem.ts'
import { registerOperations, type ServerOperation } from '#platform/http/route.ts'
import type { ReportAddress } from '../answers/reports.ts'
import type { ReportFolder } from '../infrastructure/reports.ts'

const roles: readonly Role[] = ['gerant', 'administrateur']
const idLengthMax = 200

const operations = {
  listReports: { operationId: 'listReports', method: 'GET', url: '/administration/reports', roles },
  openReport: {
    operationId: 'openReport',
    method: 'GET',
    url: '/administration/reports/address',
    roles,
    query: {
      type: 'object',
      required: ['id'],
      properties: { id: { type: 'string', minLength: 1, maxLength: idLengthMax } },
      additionalProperties: false,
    },
  },
} satisfies Record<string, ServerOperation>

/** A report has its own styles in it, and nothing else: no script, no request, no form. Only the page's own views may contain it. */
const reportHeaders = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox",
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'private, no-store',
}

const ticketMs = 10 * 60_000
const ticketsMax = 1_000

/** Frames and new tabs send no token, so a random address opens one report for a while. */
const createTickets = (nowMs: () => number) => {
  const tickets = new Map<string, { id: string; untilMs: number }>()
  return {
    issue: (id: string): string => {
      if (tickets.size >= ticketsMax) tickets.delete(tickets.keys().next().value ?? '')
      const ticket = randomBytes(18).toString('base64url')
      tickets.set(ticket, { id, untilMs: nowMs() + ticketMs })
      return ticket
    },
    idOf: (ticket: string): string | undefined => {
      const found = tickets.get(ticket)
      return found === undefined || found.untilMs < nowMs() ? undefined : found.id
    },
  }
}

/** Lists the reports of the harness for managers and administrators, and serves the page of each. */
export const registerReports = (server: FastifyInstance, reports: ReportFolder, nowMs = Date.now): void => {
  const tickets = createTickets(nowMs)
  const pageOf = async (id: string): Promise<Buffer> => {
    const page = await reports.page(id)
    if (page === undefined) throw new ProblemError('not-found', { detail: 'There is no such report' })
    return page
  }
  registerOperations(server, operations, {
    listReports: async () => ({ status: 200, body: await reports.list() }),
    openReport: async ({ query: { id } }: { query: { id: string } }) => {
      await pageOf(id)
      const body: ReportAddress = { address: `/reports/${tickets.issue(id)}` }
      return { status: 200, body }
    },
  })
  server.get<{ Params: { ticket: string } }>('/reports/:ticket', async (request, reply) => {
    const id = tickets.idOf(request.params.ticket)
    if (id === undefined)
      throw new ProblemError('not-found', { detail: 'This address of a report has expired; open it from the list' })
    return reply.headers(reportHeaders).send(await pageOf(id))
  })
}
