import { hash } from 'node:crypto'
import type { RepeatableRequest } from '../application/repeatable-request.ts'

/** The password's hash is part of the key's fingerprint: a repetition with another password must not be reported as done. */
export const keyedWith = (request: RepeatableRequest, passwordHash: string): RepeatableRequest => ({
  ...request,
  fingerprint: hash('sha256', Buffer.concat([request.fingerprint, Buffer.from(passwordHash)]), 'buffer'),
})
