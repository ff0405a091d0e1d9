/** How many sessions an account may have open; a further log-in ends the oldest. */
export const sessionsMax = { client: 20, employe: 5 } as const
