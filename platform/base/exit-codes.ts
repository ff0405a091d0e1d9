/** Exit codes of processes (sysexits.h); verdicts have codes of their own below 64. */
export const exitCodes = { usage: 64, data: 65, unavailable: 69, software: 70 } as const
