import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Trial } from './trial.ts'

/** Without secrets, or with an empty one, nothing may start, and the message must say what to do. */
export const refuseWithoutSecrets = async ({ project, projectRoot, folder, secretsFile }: Trial): Promise<string> => {
  const lines = readFileSync(secretsFile, 'utf8').trim().split('\n')
  const last = lines.map((line, index) => (index === lines.length - 1 ? line.replace(/=.*/, '=') : line))
  const file = join(folder, 'spoilt-secrets')
  for (const [what, text] of [
    ['without any secret', ''],
    ['with an empty secret', last.join('\n')],
  ] as const) {
    writeFileSync(file, text)
    const compose = ['compose', '--file', join(projectRoot, 'docker-compose.yml'), '--env-file', file]
    const refused = await project.docker([...compose, 'config', '--quiet']).then(
      () => '',
      (error: Error) => error.message,
    )
    if (!refused.includes('make .env first')) throw new Error(`Compose accepts the file ${what}: ${refused}`)
  }
  return `Compose asks for .env if secrets are missing or one of ${lines.length} is empty`
}

/** What a build sees of a project that contains secrets. */
export const hideSecrets = async ({ project, projectRoot, folder }: Trial): Promise<string> => {
  const context = join(folder, 'context')
  mkdirSync(join(context, 'services'), { recursive: true })
  copyFileSync(join(projectRoot, '.dockerignore'), join(context, '.dockerignore'))
  for (const file of ['.env', '.env.local', 'services/.env', 'services/main.ts', 'README.md'])
    writeFileSync(join(context, file), file)
  const dockerfile =
    'FROM sagabench:local\nCOPY --chown=node:node . /context\nRUN cd /context && find . -type f > list\n'
  writeFileSync(join(folder, 'Dockerfile'), dockerfile)
  const [image = ''] = (await project.docker(['build', '--quiet', '--file', join(folder, 'Dockerfile'), context]))
    .trim()
    .split('\n')
    .slice(-1)
  const list = (await project.docker(['run', '--rm', image, 'cat', '/context/list']))
    .trim()
    .split('\n')
    .filter((line) => line !== './list')
  const inImage = (
    await project.docker(['run', '--rm', image, 'find', '/app', '-name', '.env*', '-not', '-path', '*/node_modules/*'])
  ).trim()
  await project.docker(['rmi', '--force', image])
  if (list.join() !== './services/main.ts') throw new Error(`the engine was sent ${list.join(', ')}`)
  if (inImage !== '') throw new Error(`the image has ${inImage}`)
  return 'no .env is sent to the engine or in the image'
}
