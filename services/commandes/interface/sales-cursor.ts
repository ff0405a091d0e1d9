import { uuidForm } from '#platform/base/uuid.ts'
import type { SalePosition } from '../application/ports.ts'
import { instantMaxMs } from '../domain/periode.ts'

/** Writes the place after which the next page begins; opaque to callers. */
export const writeSalesCursor = ({ createdAtUs, commandeId }: SalePosition): string =>
  Buffer.from(`${createdAtUs}.${commandeId}`).toString('base64url')

/** The place in a cursor that `writeSalesCursor` wrote, or undefined for any other. */
export const readSalesCursor = (cursor: string): SalePosition | undefined => {
  const [us = '', commandeId = '', ...rest] = Buffer.from(cursor, 'base64url').toString('latin1').split('.')
  const createdAtUs = Number(us)
  const isPlace = rest.length === 0 && /^\d{1,16}$/.test(us) && createdAtUs <= instantMaxMs * 1000
  if (!isPlace || !uuidForm.test(commandeId)) return undefined
  return writeSalesCursor({ createdAtUs, commandeId }) === cursor ? { createdAtUs, commandeId } : undefined
}
