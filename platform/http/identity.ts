import { importPKCS8, importSPKI, jwtVerify, SignJWT } from 'jose'

/** Whom a token identifies, and the session that it belongs to, if any. The specifications list the roles. */
export type Subject = { id: string; role: string; sessionId?: string }

/** Returns the subject of a token or throws `TokenRefused`. For a cached token it returns no promise. */
export type VerifyToken = (token: string) => Subject | Promise<Subject>
export type IssueToken = (subject: Subject, ttlSeconds: number) => Promise<string>

/** The token lacks a claim, has expired, is forged, or has another algorithm, issuer or audience. */
export class TokenRefused extends Error {
  constructor(reason: string) {
    super(reason)
    this.name = 'TokenRefused'
  }
}

type Names = { issuer?: string; audience?: string; nowMs?: () => number }

const algorithm = 'EdDSA'
const cacheSize = 10_000
const tokenLengthMax = 2_048

const roleOf = (claim: unknown, roles: readonly string[]): string => {
  if (typeof claim === 'string' && roles.includes(claim)) return claim
  throw new TokenRefused('the token has no known role')
}

/**
 * Verifies EdDSA tokens with claims sub, role, iss, aud, exp and optionally sid; the role must be one of `roles`. Caches verified tokens (10,000 at most, evicting the oldest)
 * until they expire: one signature check per token, not per request.
 */
export const createTokenVerifier = ({
  publicKeyPem,
  roles,
  issuer = 'sagabench',
  audience = 'sagabench',
  nowMs = Date.now,
}: { publicKeyPem: string; roles: readonly string[] } & Names): VerifyToken => {
  const key = importSPKI(publicKeyPem, algorithm)
  key.catch(() => {}) // the first verification reports it; a process checks its configuration before
  const known = new Map<string, { subject: Subject; expiresAtMs: number }>()

  const verify = async (token: string): Promise<Subject> => {
    const { payload } = await jwtVerify(token, await key, {
      algorithms: [algorithm],
      issuer,
      audience,
      requiredClaims: ['sub', 'role', 'exp'],
      currentDate: new Date(nowMs()),
    }).catch((error: unknown) => {
      throw new TokenRefused(error instanceof Error ? error.message : 'the token is not valid')
    })
    if (!payload.sub) throw new TokenRefused('the token has no subject')
    const { sub: id, sid } = payload
    const subject = { id, role: roleOf(payload.role, roles), ...(typeof sid === 'string' ? { sessionId: sid } : {}) }
    if (known.size >= cacheSize) known.delete(known.keys().next().value ?? '')
    known.set(token, { subject, expiresAtMs: (payload.exp ?? 0) * 1000 })
    return subject
  }

  return (token) => {
    const hit = known.get(token)
    if (hit !== undefined && hit.expiresAtMs > nowMs()) return hit.subject
    known.delete(token)
    if (token.length > tokenLengthMax) throw new TokenRefused('the token is too long')
    return verify(token)
  }
}

/** Signs tokens with an Ed25519 private key (PKCS#8 PEM). */
export const createTokenIssuer = ({
  privateKeyPem,
  issuer = 'sagabench',
  audience = 'sagabench',
  nowMs = Date.now,
}: { privateKeyPem: string } & Names): IssueToken => {
  const key = importPKCS8(privateKeyPem, algorithm)
  key.catch(() => {})
  return async ({ id, role, sessionId }, ttlSeconds) => {
    const nowSeconds = Math.floor(nowMs() / 1000)
    return new SignJWT({ role, ...(sessionId === undefined ? {} : { sid: sessionId }) })
      .setProtectedHeader({ alg: algorithm })
      .setSubject(id)
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt(nowSeconds)
      .setExpirationTime(nowSeconds + ttlSeconds)
      .sign(await key)
  }
}
