import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { confirmerCompteClient, creerCompteClient } from '#generated/ecommerce/client.ts'
import { codeOf, mailsTo } from '#services/ecommerce/mail-folder.ts'
import { openBuyer } from '../../shop/buyer.ts'
import { servedMs, type Trial } from './trial.ts'

const lookEveryMs = 500

/** The code in the message to an address, a file in the volume of ecommerce. */
const readCode = async ({ project, folder }: Trial, courriel: string): Promise<string> => {
  const copy = join(folder, 'mails')
  for (const giveUpMs = Date.now() + servedMs; Date.now() < giveUpMs; await sleep(lookEveryMs)) {
    rmSync(copy, { recursive: true, force: true })
    await project.compose(['cp', 'ecommerce:/data/mails', copy])
    const code = (await mailsTo(copy, courriel)).map(codeOf).at(-1)
    if (code !== undefined) return code
  }
  throw new Error(`no message within ${servedMs / 1_000} s`)
}

/** A registration writes its message into the volume, and the code opens the account. */
export const register = async (trial: Trial): Promise<string> => {
  const { transport, close } = openBuyer(trial.system)
  try {
    const courriel = `${randomUUID()}@example.org`
    const adresse_livraison = { rue: '12 rue des Lilas', ville: 'Montréal', code_postal: 'H2X 1Y4', pays: 'CA' }
    const body = { nom: 'Camille Roy', courriel, mot_de_passe: `mot-de-passe-${randomUUID()}`, adresse_livraison }
    const registered = await creerCompteClient(transport, { body }, { idempotencyKey: randomUUID() })
    if (registered.status !== 202) throw new Error(`not registered: ${registered.status}`)
    const code = await readCode(trial, courriel)
    const opened = await confirmerCompteClient(transport, { body: { code } }, { idempotencyKey: randomUUID() })
    if (opened.status !== 201) throw new Error(`not confirmed: ${opened.status}`)
    return 'an account is opened with the code of its message'
  } finally {
    await close()
  }
}
