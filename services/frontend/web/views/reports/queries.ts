import { queryOptions } from '@tanstack/react-query'
import type { ClientOperation } from '#platform/http/request.ts'
import type { ReportAddress, Reports } from '../../../answers/reports.ts'
import { administration } from '../../shell/api.ts'

const { transport } = administration

// The front end's own server answers these, so no specification of a service has them.
const own = { service: 'frontend', method: 'GET', safe: true, statuses: [200], problems: [] } as const
const listReports: ClientOperation = { ...own, operationId: 'listReports', path: '/reports' }
const openReport: ClientOperation = { ...own, operationId: 'openReport', path: '/reports/address' }

export const reportList = queryOptions({
  queryKey: ['scenario-reports'],
  queryFn: async ({ signal }) => (await transport.call<{ body: Reports }>(listReports, {}, { signal })).body,
})

/** An address of a report's page; it expires, so it is asked for whenever a report is opened. */
export const reportAddress = (id: string) =>
  queryOptions({
    queryKey: ['scenario-reports', 'address', id],
    queryFn: async ({ signal }) =>
      (await transport.call<{ body: ReportAddress }>(openReport, { query: { id } }, { signal })).body,
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false, // another address would load the open report again
  })
