import type { FastifyInstance } from 'fastify'
import { uuidv7 } from 'uuidv7'
import { registerEcommerce } from '#generated/ecommerce/server.ts'
import { stream } from '#generated/events/ecommerce.ts'
import { checkoutChoreographyDeadlineMs } from '#generated/saga/checkout.ts'
import type { Clock } from '#platform/base/clock.ts'
import type { Reach } from '#platform/base/crash-points.ts'
import { watchBacklog } from '#platform/delivery/backlog.ts'
import { logOperation, readOperationsIn } from '#platform/delivery/operation-log.ts'
import { startRelay } from '#platform/delivery/outbox.ts'
import type { Transport } from '#platform/http/client.ts'
import { createHttpServer, type ServerOptions } from '#platform/http/server.ts'
import { type Pool, sql } from '#platform/postgres/pool.ts'
import type { Bus } from '#platform/stream/bus.ts'
import { showRows } from '#services/checkout-rows.ts'
import { listOperations } from '#services/operation-log.ts'
import { openAccounts } from './accounts.ts'
import { addToCart } from './application/add-to-cart.ts'
import { changeAddress } from './application/change-address.ts'
import { endOverdue } from './application/end-overdue.ts'
import { erasePersonalData } from './application/erase-personal-data.ts'
import { exportPersonalData } from './application/export-personal-data.ts'
import { findLostCheckouts } from './application/find-lost-checkouts.ts'
import { followCheckout } from './application/follow-checkout.ts'
import { forceEnd } from './application/force-end.ts'
import { openSession } from './application/open-session.ts'
import { createOutcomeBoard } from './application/outcome-board.ts'
import { readCheckout } from './application/read-checkout.ts'
import type { IssueAccessToken } from './application/sessions.ts'
import { startCheckout } from './application/start-checkout.ts'
import { tentativesMax } from './domain/echeance.ts'
import { writeAddress } from './infrastructure/address-store.ts'
import { admitAttempt, forgetAttempts } from './infrastructure/attempts-store.ts'
import { changeCart, readAnswer, readCart } from './infrastructure/cart-store.ts'
import { verifyProduct } from './infrastructure/catalogue.ts'
import { checkoutTables } from './infrastructure/checkout-rows.ts'
import {
  acceptCheckout,
  readCheckoutProcess,
  readEnded,
  readPosition,
  writeOutcomes,
} from './infrastructure/checkout-store.ts'
import type { ClientKeys } from './infrastructure/client-keys.ts'
import { readClient, readCredentials } from './infrastructure/client-store.ts'
import { concludeWith, participants } from './infrastructure/conclusion.ts'
import {
  countOverdue,
  makeDueIn,
  postpone,
  publishAgain,
  takeOverdue,
  writeEnd,
} from './infrastructure/deadlines-store.ts'
import { writeErasure } from './infrastructure/erasure-store.ts'
import { heldElsewhere } from './infrastructure/held-elsewhere.ts'
import { heldHere } from './infrastructure/held-here.ts'
import { ask, askForUnknown, readSought, sendAgain, watchForLost } from './infrastructure/lost-checkouts.ts'
import { ecommerceMetrics } from './infrastructure/metrics.ts'
import { notifyOrchestrator } from './infrastructure/orchestrator.ts'
import { createOutcomeRecorder } from './infrastructure/outcome-recorder.ts'
import { tailOutcomes } from './infrastructure/outcome-tail.ts'
import { hashOfNobody, verifyInTurn } from './infrastructure/password.ts'
import { rewriteRedisLog } from './infrastructure/redis-log.ts'
import { rereadEnds } from './infrastructure/reread-ends.ts'
import { watchDeadlines } from './infrastructure/watch-deadlines.ts'
import { accounts } from './interface/accounts.ts'
import { carts } from './interface/carts.ts'
import { checkouts } from './interface/checkouts.ts'
import { erasure } from './interface/erasure.ts'
import { passwords } from './interface/passwords.ts'
import { personalData } from './interface/personal-data.ts'
import { sessions } from './interface/sessions.ts'
import { staff } from './interface/staff.ts'
import { openRegistrations, type RegistrationParts } from './registrations.ts'

const alive = sql('alive', 'select 1')

const heartbeatMs = 15_000
const followMaxMs = 300_000
/** The most rows of one service in the export of a customer's data: about 20 MB. */
const exportedRowsMax = 20_000

export type Parts = Omit<ServerOptions, 'name' | 'ready'> & {
  pool: Pool
  keys: ClientKeys
  bus: Bus
  transport: Transport
  issueToken: IssueAccessToken
  /** How the messages of registrations are sent. */
  mail: RegistrationParts
  clock: Clock
  /** Crash points for tests, in the relay. */
  reach?: Reach
  waitersMax?: number
  /** With more unsent messages than this, no checkout is accepted. */
  backlogMax?: number
  /** A checkout still open after this time is ended here; default: the deadline in the Arazzo document. */
  deadlineMs?: number
}

export type EcommerceServer = {
  server: FastifyInstance
  /** Releases waiting readers with what is known, so that the server drains fast. */
  release: () => void
  /** Ends the relays and the reading of outcomes, and writes the outcomes not yet written. */
  stop: () => Promise<void>
}

/**
 * The service without its process: outbox relay and outcome reader run, and the server can listen or be injected into.
 */
export const createEcommerceServer = async (parts: Parts): Promise<EcommerceServer> => {
  const {
    pool,
    keys,
    bus,
    transport,
    issueToken,
    mail,
    clock,
    log,
    metrics,
    reach,
    waitersMax,
    backlogMax = 10_000,
    deadlineMs = checkoutChoreographyDeadlineMs,
    ...options
  } = parts
  const board = createOutcomeBoard(waitersMax === undefined ? {} : { waitersMax })
  const overdueCount = countOverdue(pool, deadlineMs, tentativesMax)
  const measured = ecommerceMetrics(metrics, pool, { waiting: board.waiting, countOverdue: overdueCount })
  const fromId = await readPosition(pool, stream)
  const recorder = createOutcomeRecorder({
    write: writeOutcomes(pool, stream),
    onWritten: (ended) => ended.forEach(measured.ended),
    clock,
    log,
  })
  const relay = startRelay({ pool, bus, log, clock, reach })
  const registrations = openRegistrations({ ...mail, pool, keys, clock, log, metrics, reach })
  const reading = new AbortController()
  const tail = tailOutcomes({ bus, board, recorder, fromId, now: clock.now, signal: reading.signal })

  const rereading = rereadEnds({ board, readEnded: readEnded(pool), clock, log, signal: reading.signal })

  const conclude = concludeWith({ ...participants(transport), clock, log, signal: reading.signal })
  const publish = publishAgain(pool, stream)
  const findLost = findLostCheckouts({
    republish: async (checkout) => {
      const known = await readCheckoutProcess(pool)(checkout.checkout_id)
      const end = await conclude({ ...checkout, motif: known?.etat === 'ECHOUE' ? known.motif : undefined })
      if (!end) return false
      if (end.outcome.etat !== known?.etat)
        throw new Error(`the checkout is stored as ${known?.etat}, but its participants report ${end.outcome.etat}`)
      await publish(end.messages)
      relay.wake()
      return true
    },
    read: readSought(pool),
    findUnknown: askForUnknown(transport),
    ask: ask(transport),
    sendAgain: sendAgain(pool, relay.wake),
    end: async ({ checkout_id, client_id }, { outcome, endedAtMs }) => {
      board.ended({ checkout_id, client_id }, outcome)
      const stored = { checkout_id, outcome, endedAtMs, seenAtMs: clock.now() }
      const ended = await writeOutcomes(pool, stream)([stored], '0-0')
      ended.forEach(measured.ended)
    },
    report: ({ checkout_id }, err) =>
      log.error({ err, checkout_id }, 'completing a checkout in the event store failed, retrying'),
  })
  const searching = watchForLost({ find: findLost, onFound: measured.found, clock, log, signal: reading.signal })

  const write = writeEnd(pool, stream)
  const watching = watchDeadlines({
    end: endOverdue({
      take: takeOverdue(pool, deadlineMs),
      conclude,
      end: async ({ checkout_id, client_id }, end) => {
        const ended = await write(checkout_id, end, clock.now())
        if (!ended) return false
        board.ended({ checkout_id, client_id }, end.outcome)
        measured.ended(ended)
        relay.wake()
        return true
      },
      postpone: postpone(pool),
      park: ({ checkout_id, tentatives }) =>
        log.error({ checkout_id, tentatives }, 'overdue checkout parked: participants do not answer how it ended'),
      report: ({ checkout_id, tentatives }, err) =>
        log.error({ err, checkout_id, tentatives }, 'ending an overdue checkout failed, retrying later'),
      signal: reading.signal,
    }),
    onEnded: measured.overdueEnded,
    clock,
    log,
    signal: reading.signal,
  })

  const ready = async (): Promise<void> => {
    await Promise.all([pool.query(alive), bus.ping()])
  }
  const people = openAccounts({ pool, keys, issue: issueToken, nowMs: clock.now, log })
  const server = createHttpServer({ ...options, log, metrics, name: 'ecommerce', ready })
  const checkoutProcess = { readCheckoutProcess: readCheckoutProcess(pool), board }
  const acceptInPostgres = acceptCheckout(pool, stream)
  registerEcommerce(server, {
    lireLignesEcommerce: showRows('ecommerce', pool, checkoutTables),
    lireJournalEcommerce: listOperations(readOperationsIn(pool)),
    ...accounts({
      createAccount: registrations.createAccount,
      confirmAccount: registrations.confirmAccount,
      openSession: openSession({
        admitAttempt: admitAttempt({ pool, keys, kind: 'client', nowMs: clock.now }),
        forgetAttempts: forgetAttempts({ pool, keys, kind: 'client' }),
        readCredentials: readCredentials(pool, keys),
        hashOfNobody,
        issueTokens: people.issueTokens,
        verify: verifyInTurn,
      }),
      changeAddress: changeAddress(writeAddress(pool, keys)),
      readClient: readClient(pool, keys),
    }),
    ...sessions(people),
    ...staff(people),
    ...passwords({ ...people, ...registrations }),
    ...personalData({
      exportPersonalData: exportPersonalData({
        readClient: readClient(pool, keys),
        parts: { ecommerce: heldHere(pool), ...heldElsewhere(transport) },
        record: (logged) => pool.transaction((tx) => logOperation(tx, logged)),
        rowsMax: exportedRowsMax,
        onMissing: (part, err) => log.warn({ err, part }, 'an export of personal data is not complete'),
      }),
      now: clock.now,
    }),
    ...erasure({
      erasePersonalData: erasePersonalData({
        writeErasure: writeErasure(pool, { keys, forget: mail.sender.forget }),
        destroyKey: keys.destroy,
        rewriteRedisLog: rewriteRedisLog(bus.redis),
        notifyOrchestrator: notifyOrchestrator(transport),
      }),
    }),
    ...carts({
      addToCart: addToCart({
        readAnswer: readAnswer(pool),
        verifyProduct: verifyProduct(transport),
        changeCart: changeCart(pool),
      }),
      changeCart: changeCart(pool),
      readCart: readCart(pool),
    }),
    ...checkouts({
      isBacklogFull: watchBacklog(pool, backlogMax, clock).isFull,
      startCheckout: startCheckout({
        acceptCheckout: acceptInPostgres,
        onAccepted: (checkout) => {
          relay.wake()
          board.accepted(checkout)
          measured.accepted()
        },
        newId: uuidv7,
        now: clock.now,
      }),
      readCheckout: readCheckout(checkoutProcess),
      forceEnd: forceEnd({ ...checkoutProcess, makeDue: makeDueIn(pool, deadlineMs) }),
      followCheckout: followCheckout({
        ...checkoutProcess,
        sleep: clock.sleep,
        heartbeatMs,
        durationMaxMs: followMaxMs,
      }),
    }),
  })

  return {
    server,
    release: board.release,
    stop: async () => {
      reading.abort()
      await Promise.all([relay.stop(), registrations.stop(), tail, rereading, searching, watching])
      await recorder.stop()
    },
  }
}
