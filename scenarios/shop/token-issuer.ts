import type { Role } from '#generated/roles.ts'
import type { ScenarioSystem } from '#harness/scenario/plugin.ts'
import { createTokenIssuer } from '#platform/http/identity.ts'

type Issue = (subject: { id: string; role: Role }, seconds: number) => Promise<string>

/** Issues tokens like the shop, with the private key of a running system. */
export const tokenIssuerOf = ({ secrets }: Pick<ScenarioSystem, 'secrets'>): Issue => {
  const key = secrets.JWT_PRIVATE_KEY
  if (key === undefined) throw new Error('the system has no secret JWT_PRIVATE_KEY')
  return createTokenIssuer({ privateKeyPem: Buffer.from(key, 'base64').toString('utf8') })
}
