import { exitCodes as processExitCodes } from '#platform/base/exit-codes.ts'
import { verdictExitCodes } from '../judge/verdict.ts'

/** What `npm start` can end with: a verdict, or why there is none. */
export const exitCodes = { ...verdictExitCodes, ...processExitCodes, interrupted: 130 } as const
