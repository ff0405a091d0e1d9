import { randomBytes } from 'node:crypto'
import type { Log } from '#platform/base/log.ts'
import type { Pool } from '#platform/postgres/pool.ts'
import { changePassword } from './application/change-password.ts'
import { type Account, type IssueAccessToken, issueTokens, renewSession } from './application/sessions.ts'
import { createStaff, logInStaff, setTemporaryPassword } from './application/staff.ts'
import { courriel } from './domain/client.ts'
import { admitAttempt, forgetAttempts } from './infrastructure/attempts-store.ts'
import type { ClientKeys } from './infrastructure/client-keys.ts'
import { readClientAccount } from './infrastructure/client-store.ts'
import { hashInTurn, hashOfNobody, saltBytes, verifyInTurn } from './infrastructure/password.ts'
import { readPasswordAnswer, writeClientPassword } from './infrastructure/password-store.ts'
import { closeSession, readAccount, rotateToken, storeSession } from './infrastructure/session-store.ts'
import {
  changeStaff,
  listStaff,
  readStaffAccount,
  readStaffCredentials,
  replaceStaffHash,
  setTemporary,
  writeStaff,
  writeStaffPassword,
} from './infrastructure/staff-store.ts'

/** How long an access token is valid, and with it a right that was withdrawn. */
const accessSeconds = 300

type Parts = {
  pool: Pool
  keys: ClientKeys
  issue: IssueAccessToken
  nowMs: () => number
  log: Log
}

/** Sessions of customers and staff, and the accounts of the staff. */
export const openAccounts = ({ pool, keys, issue, nowMs, log }: Parts) => {
  const open = issueTokens({ store: storeSession(pool), issue, accessSeconds })
  const readStaff = readStaffAccount(pool)
  const readCustomer = readClientAccount(pool, keys)
  const attempts = (kind: Account['kind']) => ({
    admit: admitAttempt({ pool, keys, kind, nowMs }),
    forget: forgetAttempts({ pool, keys, kind }),
  })
  const passwords = {
    verify: verifyInTurn,
    hash: hashInTurn,
    saltOf: keys.saltOf,
    readAnswer: readPasswordAnswer(pool),
  }
  return {
    issueTokens: open,
    renewSession: renewSession({
      rotate: rotateToken(pool, keys),
      readAccount: readAccount(pool),
      onReuse: (account) => log.warn({ account }, 'a refresh token was used twice; its session is over'),
      issue,
      accessSeconds,
    }),
    closeSession: closeSession(pool),
    logInStaff: logInStaff({
      ...attempts('employe'),
      read: readStaffCredentials(pool),
      verify: verifyInTurn,
      nobodysHash: hashOfNobody,
      open,
      hash: (password, origin) => hashInTurn(password, origin, randomBytes(saltBytes)),
      replace: replaceStaffHash(pool),
      parse: courriel,
    }),
    changeStaffPassword: changePassword({
      ...passwords,
      ...attempts('employe'),
      read: async (id) => {
        const known = await readStaff(id)
        return known?.employe.actif ? { ...known.employe, hash: known.hash } : undefined
      },
      write: writeStaffPassword(pool),
    }),
    changeClientPassword: changePassword({
      ...passwords,
      ...attempts('client'),
      read: async (id) => {
        const known = await readCustomer(id)
        return known && { ...known.client, hash: known.passwordHash }
      },
      write: writeClientPassword(pool, keys),
    }),
    setTemporaryPassword: setTemporaryPassword({
      read: readStaff,
      write: setTemporary(pool),
      hash: hashInTurn,
      saltOf: keys.saltOf,
    }),
    createStaff: createStaff({ write: writeStaff(pool), hash: hashInTurn, saltOf: keys.saltOf }),
    changeStaff: changeStaff(pool),
    listStaff: listStaff(pool),
  }
}
