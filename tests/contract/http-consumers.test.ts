import {
  annulerCommande,
  creerCommande,
  libererStock,
  lireProduits,
  reserverStock,
  verifierStock,
} from './checkout-expectations.ts'
import { consumerTests } from './consumer.ts'

consumerTests('saga-orchestrator', (of) => {
  const inventaire = of('inventaire')
  verifierStock('saga-orchestrator', inventaire)
  reserverStock('saga-orchestrator', inventaire)
  libererStock('saga-orchestrator', inventaire)
  lireProduits('saga-orchestrator', of('catalogue'))
  const commandes = of('commandes')
  creerCommande('saga-orchestrator', commandes)
  annulerCommande('saga-orchestrator', commandes)
})

consumerTests('stock-reservation', (of) => {
  const inventaire = of('inventaire')
  verifierStock('stock-reservation', inventaire)
  reserverStock('stock-reservation', inventaire)
  libererStock('stock-reservation', inventaire)
  lireProduits('stock-reservation', of('catalogue'))
})

consumerTests('order-creation', (of) => {
  const commandes = of('commandes')
  creerCommande('order-creation', commandes)
  annulerCommande('order-creation', commandes)
})

consumerTests('stock-compensation', (of) => libererStock('stock-compensation', of('inventaire')))
