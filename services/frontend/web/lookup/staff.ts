import { queryOptions, skipToken, useQuery } from '@tanstack/react-query'
import { listerEmployes } from '#generated/ecommerce/client.ts'
import type { Employe } from '#generated/ecommerce/types.ts'
import { elements } from '#sdk/pages.ts'
import { may } from '../shell/access.ts'
import { administration, useSession } from '../shell/api.ts'

const readStaff = async (signal: AbortSignal): Promise<Employe[]> => {
  const found: Employe[] = []
  for await (const one of elements(listerEmployes, administration.transport, { query: { limite: 100 } }, { signal }))
    found.push(one)
  return found
}

const staff = (isAllowed: boolean) =>
  queryOptions({
    queryKey: ['staff', 'names', isAllowed],
    queryFn: isAllowed ? ({ signal }) => readStaff(signal) : skipToken,
    staleTime: 60_000,
  })

type Staff = {
  /** Members of staff as the options of a choice; none for roles that may not list them. */
  readonly options: readonly (readonly [id: string, name: string])[]
  /** The name of a member of staff; undefined for other ids, and for roles that may not list the staff. */
  readonly nameOf: (id: string) => string | undefined
}

export const useStaff = (): Staff => {
  const { data = [] } = useQuery(staff(may(useSession(administration), 'listerEmployes')))
  return {
    options: data.map(({ employe_id, nom }) => [employe_id, nom]),
    nameOf: (id) => data.find(({ employe_id }) => employe_id === id)?.nom,
  }
}
