import type { Handlers } from '#generated/ecommerce/server.ts'
import { fingerprint } from '#platform/delivery/idempotency.ts'
import { actOf } from '#platform/http/act.ts'
import { keyedRequest } from '#platform/http/idempotency.ts'
import { type PageRequest, pageOf, pageRequest } from '#platform/http/page.ts'
import { refuseCursor } from '#services/refusals.ts'
import type { ChangeStaff, createStaff } from '../application/staff.ts'
import type { Employe } from '../domain/employe.ts'
import { refuse } from './refusals.ts'
import { orUnavailable } from './unavailable.ts'

type UseCases = {
  createStaff: ReturnType<typeof createStaff>
  changeStaff: ChangeStaff
  listStaff: (page: PageRequest) => Promise<(Employe & { position: number })[]>
}
type Staff = Pick<Handlers, 'creerEmploye' | 'listerEmployes' | 'modifierEmploye'>

/** The account as the API shows it, without what only the store needs. */
export const shown = ({ employe_id, nom, courriel, role, actif, provisoire }: Employe) => ({
  employe_id,
  nom,
  courriel,
  role,
  actif,
  provisoire,
})

/** The accounts of the staff. */
export const staff = ({ createStaff, changeStaff, listStaff }: UseCases): Staff => ({
  creerEmploye: async (request, context) => {
    const { mot_de_passe: _secret, ...public_ } = request.body
    const keyed = {
      ...keyedRequest('creerEmploye', request, context),
      fingerprint: fingerprint('creerEmploye', public_),
    }
    const { network: source, signal } = context
    const created = await orUnavailable(
      createStaff(request.body, { act: actOf('creerEmploye', context), request: keyed, source, signal }),
    )
    if (!('kind' in created)) return { status: 201, body: shown(created) }
    if (created.kind !== 'employe-invalide') return refuse(created)
    const { champ, regle } = created
    return refuse(created, { errors: [{ field: `/${champ}`, rule: regle, message: `must be ${regle}` }] })
  },

  modifierEmploye: async (request, context) => {
    const { path, body } = request
    const keyed = keyedRequest('modifierEmploye', request, context)
    const changed = await changeStaff(
      { employe_id: path.employe_id, ...body },
      actOf('modifierEmploye', context),
      keyed,
    )
    return 'kind' in changed ? refuse(changed) : { status: 200, body: shown(changed) }
  },

  listerEmployes: async ({ query }) => {
    const page = pageRequest(query.curseur, query.limite)
    if (page === undefined) return refuseCursor()
    const { elements, cursor } = pageOf(await listStaff(page), page.limit, ({ position }) => position)
    return { status: 200, body: { elements: elements.map(shown), curseur_suivant: cursor } }
  },
})
