import { startFaultProxy } from '#harness/scenario/fault-proxy.ts'

// Runs in a container between the gateway and commandes: holds every creation of an order back for longer than anybody waits.
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
  ],
})
