import { useMutation } from '@tanstack/react-query'
import { effacerDonneesPersonnelles, exporterDonneesPersonnelles } from '#generated/ecommerce/client.ts'
import { bodyOf } from '#sdk/problems.ts'
import { boutique } from '../../shell/api.ts'
import { useOnce } from '../../shell/idempotency.ts'
import { customerId } from '../../shop/customer.ts'

const { transport } = boutique

/** The document with everything that the shop holds about the customer. */
export const useExport = () =>
  useMutation({
    mutationFn: async () =>
      bodyOf(await exporterDonneesPersonnelles(transport, { path: { id: customerId() }, body: {} })),
  })

export const useErase = () =>
  useOnce(
    async (id: string, idempotencyKey) =>
      bodyOf(await effacerDonneesPersonnelles(transport, { path: { id } }, { idempotencyKey })),
    () => undefined,
  )
