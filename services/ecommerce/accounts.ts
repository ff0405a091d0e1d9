import type { Log } from '#platform/base/log.ts'
import type { Pool } from '#platform/postgres/pool.ts'
import { type IssueAccessToken, issueTokens, renewSession } from './application/sessions.ts'
import { createStaff, logInStaff } from './application/staff.ts'
import { courriel } from './domain/client.ts'
import { admitAttempt, forgetAttempts } from './infrastructure/attempts-store.ts'
import type { ClientKeys } from './infrastructure/client-keys.ts'
import { hashInTurn, hashOfNobody, verifyInTurn } from './infrastructure/password.ts'
import { closeSession, readAccount, rotateToken, storeSession } from './infrastructure/session-store.ts'
import { changeStaff, listStaff, readStaffCredentials, writeStaff } from './infrastructure/staff-store.ts'

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
      admit: admitAttempt({ pool, keys, kind: 'employe', nowMs }),
      forget: forgetAttempts({ pool, keys, kind: 'employe' }),
      read: readStaffCredentials(pool),
      verify: verifyInTurn,
      nobodysHash: hashOfNobody,
      open,
      parse: courriel,
    }),
    createStaff: createStaff({ write: writeStaff(pool), hash: hashInTurn, saltOf: keys.saltOf }),
    changeStaff: changeStaff(pool),
    listStaff: listStaff(pool),
  }
}
