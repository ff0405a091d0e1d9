import type { Handlers } from '#generated/ecommerce/server.ts'
import type { Role } from '#generated/roles.ts'
import { on } from '#platform/delivery/operation-log.ts'
import { actOf } from '#platform/http/act.ts'
import { refuseField } from '#services/refusals.ts'
import type { exportPersonalData } from '../application/export-personal-data.ts'
import { refuse } from './refusals.ts'

type UseCases = { exportPersonalData: ReturnType<typeof exportPersonalData>; now: () => number }

const staff: Role = 'administrateur'
/** A slow service must not keep the request longer than the gateway waits. */
const timeoutMs = 20_000
const format = 1

/** Requested by the customer, as their right, or by an administrator, who states why. */
export const personalData = ({ exportPersonalData, now }: UseCases): Pick<Handlers, 'exporterDonneesPersonnelles'> => ({
  exporterDonneesPersonnelles: async ({ path: { id }, body: { motif } }, context) => {
    const act = actOf('exporterDonneesPersonnelles', context)
    if (motif === undefined && act.role === staff)
      return refuseField('/motif', 'required', 'must state why the data are exported')
    const { correlationId } = context
    const signal = AbortSignal.any([context.signal, AbortSignal.timeout(timeoutMs)])
    const logged = on(act, 'client', id, motif)
    const exported = await exportPersonalData({ clientId: id, logged, correlationId, signal })
    if (!('kind' in exported)) {
      const parties = exported.parties.map(({ partie, elements }) => ({ partie, elements: [...elements] }))
      const exporte_le = new Date(now()).toISOString()
      return { status: 200, body: { format, client: exported.client, exporte_le, parties } }
    }
    if (exported.kind === 'client-inconnu') return refuse(exported)
    return { ...refuse(exported, { parties: exported.parties }), headers: { 'retry-after': '5' } }
  },
})
