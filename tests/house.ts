import type { Room } from './support/house-rules.ts'

/**
 * The folders from the bottom up, each with its public modules (`*`: all of them). A module may import its own folder and the
 * public modules of the folders listed before its own. Make a module public only if others need it.
 */
const table: Readonly<Record<string, string>> = {
  'platform/base': '*',
  'platform/postgres': 'backup/dump backup/manifest backup/restore pool provision serving-pool',
  'platform/stream': 'bus consumer entry event-authenticity typed-events upkeep',
  'platform/delivery': 'backlog idempotency inbox operation-log outbox',
  'platform/http':
    'act client conformance context failure idempotency idempotency-key identity k6-client page prefer problem request response-check retry-after route server validation',
  'platform/process': 'process',
  saga: 'answers decide definition execute grace join overdue react record remaining settle state transitions trip undo-watch',
  'saga/durable':
    'coordinator force-undo postgres postgres-writes recover-sagas restart-saga resume-saga running-sagas saga-log start-saga',
  'saga/simulation': 'bugs campaign format-trace saga-log shrink simulate style system',
  specs: '*',
  generated: '*',
  'generators/shared': '*',
  'generators/openapi': 'bundle document generate java main roles',
  'generators/arazzo': 'main model',
  'generators/asyncapi': 'main model read-document',
  'generators/gateway': 'kong',
  'generators/docs': '',
  'generators/sdk': '',
  'generators/evolution': '',
  'generators/mock': '',
  'generators/main.ts': '',
  sdk: '',
  'services/seed-ids.ts': '',
  'services/refusals.ts': '',
  'services/operation-log.ts': '',
  'services/catalogue': 'infrastructure/seed',
  'services/commandes': 'infrastructure/seed',
  'services/inventaire': 'infrastructure/seed',
  'services/ecommerce': 'infrastructure/client-keys infrastructure/conclusion infrastructure/seed mail-folder',
  'services/event-store':
    'domain/trous infrastructure/anchor infrastructure/events infrastructure/seals infrastructure/verification',
  'services/saga-orchestrator': '',
  'services/supply-chain': '',
  'services/seed.ts': '',
  'workers/worker.ts': '',
  'workers/uuid-time.ts': '',
  'workers/checkout':
    'active-reservation known-reservation order-creation reaction stock-compensation stock-reservation',
  'workers/orders': 'cqrs-projection rebuild-orders-by-client',
  workers: '',
  'harness/base': '*',
  'harness/gateway': 'kong-document kong-schema kong-to-nginx',
  'harness/system': 'browser compose launches ports processes redis scratch-postgres secrets-file system tools',
  'harness/dev': 'develop env-file loaded-modules',
  'harness/containers': 'engine images prepare project',
  'harness/scenario': 'disturb documents fault-proxy plugin records running',
  'harness/judge':
    'change-points decidable figures judge judged-load measure resampling rounds statistics throughput usl verdict',
  'harness/report':
    'charts/bars charts/differences charts/dots charts/frame charts/rounds charts/saturation costs format formats/ci formats/markdown-table formats/page formats/terminal legend summary trust write',
  'harness/variants': 'records report/write results running',
  'harness/history': 'levels line page text words',
  'harness/arc42': 'files',
  'harness/bundle': 'bundle text verify',
  'harness/sensitivity': 'change file markdown record run-sensitivity text',
  'harness/faults': 'cell history plan proof reachable record run-cell run-faults victims',
  'harness/commands': 'drill exit-codes report-error run with-system',
  'scenarios/k6': '',
  'scenarios/shop':
    'buyer counters databases demo-accounts lines manager person token-issuer workload world world-restocking',
  'scenarios/invariants': 'all causes delivery invariant replays sample snapshot',
  'scenarios/evidence': 'undos',
  'scenarios/modules': 'prepare state',
  'scenarios/planted': 'always count count-in-processes guarantees nursery patch run send-twice settle switch',
  'scenarios/faults': 'planted-lost-entries',
  'scenarios/variants': 'fault-turns variants',
  'scenarios/bench': '',
  'scenarios/containers': '',
  'scenarios/simulation': '',
  'scenarios/planted/main.ts': '',
}
export const house: readonly Room[] = Object.entries(table).map(([place, modules]) => ({
  place,
  modules: modules.split(' ').filter((name) => name !== ''),
}))
