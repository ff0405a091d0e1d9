/** What `npm start` can end with. Verdicts stand below 64; the rest follows sysexits.h. */
export const exitCodes = {
  pass: 0,
  fail: 1,
  inconclusive: 2,
  invalid: 3,
  usage: 64,
  unavailable: 69,
  software: 70,
  interrupted: 130,
} as const
