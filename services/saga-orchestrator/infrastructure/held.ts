import { sourcesOf } from '#services/personal-data.ts'

const source = sourcesOf('saga-orchestrator')

/** What this service holds about a customer. Members of staff are named by their role. */
export const held = [
  source(
    'saga',
    `select saga_id, client_id, idempotency_key, etat, terminal, motif, failure_kind, commande_id, forced, started_at, ended_at
     from saga where client_id = $1::uuid`,
    'saga_id',
  ),
  source(
    'saga_log',
    `select saga_id || '.' || lpad(seq::text, 9, '0') as numero, at, type, saga_log.etat, step, reason, action, record
     from saga_log join saga using (saga_id) where client_id = $1::uuid`,
    'numero',
  ),
  source('client_efface', 'select client_id, efface_le from client_efface where client_id = $1::uuid', 'client_id'),
  source(
    'operation_log',
    `select position, at, operation, object_type, object_id, role, application, reason from operation_log
     where object_type = 'saga' and object_id in (select saga_id::text from saga where client_id = $1::uuid)`,
    'position',
  ),
]
