import { defineText, type TextIn } from '../../locale/text.ts'

export const compareText = defineText({
  title: { en: 'Compare styles', fr: 'Comparer les styles' },
  intro: {
    en: 'Both styles of the checkout live, side by side. Start a small load, cause a fault, and watch how each style copes.',
    fr: 'Les deux styles de commande en direct, côte à côte. Lancez une petite charge, provoquez une panne et observez chaque style.',
  },
  orchestrated: { en: 'Orchestrated', fr: 'Orchestré' },
  choreographed: { en: 'Choreographed', fr: 'Chorégraphié' },
  window: {
    en: (minutes: number) => `Checkouts that began in the last ${minutes} minutes, read again every 2 seconds.`,
    fr: (minutes: number) =>
      `Commandes commencées dans les ${minutes} dernières minutes, relues toutes les 2 secondes.`,
  },
  figures: { en: 'Live figures', fr: 'Chiffres en direct' },
  success: { en: 'Success', fr: 'Réussite' },
  succeeded: { en: 'Succeeded', fr: 'Réussies' },
  failed: { en: 'Failed and undone', fr: 'Échouées et annulées' },
  inFlight: { en: 'In flight', fr: 'En cours' },
  p50: { en: 'P50', fr: 'P50' },
  p95: { en: 'P95', fr: 'P95' },
  reserved: { en: 'Reserved stock', fr: 'Stock réservé' },
  meaningTitle: { en: 'How to read the figures', fr: 'Comment lire les chiffres' },
  meanings: {
    en: 'P50 and P95 are times from start to end of the newest 100 checkouts that ended, including undos. Reserved stock counts the pieces of the products that the load buys; each style has its own products. A failed checkout must give its pieces back: C1 judges that. A stopped process must lose no checkout: R1 judges that.',
    fr: 'P50 et P95 sont les durées, du début à la fin, des 100 dernières commandes terminées, annulations comprises. Le stock réservé compte les pièces des produits que la charge achète ; chaque style a les siens. Une commande échouée doit rendre ses pièces : C1 en juge. Un processus arrêté ne doit perdre aucune commande : R1 en juge.',
  },
  none: { en: '–', fr: '–' },
  load: { en: 'Load', fr: 'Charge' },
  rate: { en: 'Checkouts per second', fr: 'Commandes par seconde' },
  seconds: { en: 'Duration (s)', fr: 'Durée (s)' },
  startLoad: { en: 'Start load', fr: 'Lancer la charge' },
  stopLoad: { en: 'Stop load', fr: 'Arrêter la charge' },
  noLoad: { en: 'No load is running.', fr: 'Aucune charge en cours.' },
  loadRuns: {
    en: (rate: number, started: number, left: number) =>
      `${rate} checkouts per second, in both styles in turn. ${started} started; ends in ${left} s.`,
    fr: (rate: number, started: number, left: number) =>
      `${rate} commandes par seconde, dans les deux styles en alternance. ${started} lancées ; fin dans ${left} s.`,
  },
  starting: { en: 'Starting…', fr: 'Lancement…' },
  limits: {
    en: (rate: number, seconds: number) => `At most ${rate} per second and ${seconds} s.`,
    fr: (rate: number, seconds: number) => `Au plus ${rate} par seconde et ${seconds} s.`,
  },
  fault: { en: 'Fault', fr: 'Panne' },
  stopWorker: { en: 'Stop the worker that creates orders', fr: 'Arrêter le worker qui crée les commandes' },
  stopOrchestrator: { en: 'Stop one replica of the orchestrator', fr: 'Arrêter un réplica de l’orchestrateur' },
  slowOrders: { en: 'Slow down the creation of orders by 800 ms', fr: 'Ralentir de 800 ms la création des commandes' },
  noFault: {
    en: 'No fault is active. One lasts at most 20 s and is undone by itself.',
    fr: 'Aucune panne active. Une panne dure au plus 20 s et s’annule d’elle-même.',
  },
  faultRuns: {
    en: (fault: string, left: number) => `Active: ${fault}. It is undone in ${left} s.`,
    fr: (fault: string, left: number) => `Active : ${fault}. Elle s’annule dans ${left} s.`,
  },
  undoFault: { en: 'Undo now', fr: 'Annuler maintenant' },
  oneMachine: {
    en: 'Load and faults need a system on one machine',
    fr: 'La charge et les pannes exigent un système sur une machine',
  },
  oneMachineText: {
    en: 'This system runs in containers, where nothing can stop a process from here. “npm start -- --keep” or “npm run dev” starts one that can. The figures below are live here, too.',
    fr: 'Ce système tourne dans des conteneurs, où rien ne peut arrêter un processus depuis ici. « npm start -- --keep » ou « npm run dev » en lance un qui le permet. Les chiffres ci-dessous sont aussi en direct ici.',
  },
})

export type CompareText = TextIn<typeof compareText>
