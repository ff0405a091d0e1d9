import { startFaultProxy } from '#harness/scenario/fault-proxy.ts'

// Runs in a container between the gateway and commandes and delays every creation of an order beyond all timeouts. It
// answers one path itself with 500, so that a caller can see whether its requests pass through.
const [target = '', port = ''] = process.argv.slice(2)
await startFaultProxy({
  target,
  port: Number(port),
  host: '0.0.0.0',
  rules: [
    {
      id: 'order-creation',
      at: 'commandes:8003',
      share: 1,
      seed: 1,
      match: { method: 'POST', path: '^/api/commandes/enregistrer-vente/?$', key_header: 'idempotency-key' },
      kinds: [{ kind: 'delay', delay_ms: 60_000 }],
    },
    {
      id: 'reached',
      at: 'commandes:8003',
      share: 1,
      seed: 1,
      match: { method: 'GET', path: '^/api/commandes/magasins/is-proxied$', key_header: 'x-correlation-id' },
      kinds: [{ kind: 'error' }],
    },
  ],
})
