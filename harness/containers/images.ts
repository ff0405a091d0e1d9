import { spawn } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { CannotStart } from '../base/errors.ts'
import { notInImages } from './debian-root.ts'
import { docker, type EngineAddress } from './engine.ts'
import { kong } from './stand-ins/kong.ts'
import { node } from './stand-ins/node.ts'
import { postgres } from './stand-ins/postgres.ts'
import { prometheus } from './stand-ins/prometheus.ts'
import { redis } from './stand-ins/redis.ts'
import { baseImage, type StandIn } from './stand-ins/stand-in.ts'

const standIns: Readonly<Record<string, StandIn>> = { node, postgres, redis, kong, 'prom/prometheus': prometheus }

/** The image that a name in the Compose file refers to in this run. */
export type ProvidedImage = {
  readonly image: string
  /** `real`: pulled from its registry. `stand-in`: built here. `missing`: unavailable. */
  readonly is: 'real' | 'stand-in' | 'missing'
  /** What a stand-in contains. */
  readonly contents?: string
}

export const hasStandIn = (image: string): boolean => standIns[repositoryOf(image)] !== undefined

const repositoryOf = (image: string): string => image.slice(0, image.lastIndexOf(':'))
const tagOf = (image: string): string => image.slice(image.lastIndexOf(':') + 1)
const pullMs = 300_000
/** Label that every stand-in inherits from the base image; the value is the version of the base. */
const standInLabel = 'sagabench-stand-in'

/** Checks which images the engine has or can pull; the others are missing. */
export const pullImages = async (engine: EngineAddress, images: readonly string[]): Promise<ProvidedImage[]> => {
  const provided: ProvidedImage[] = []
  for (const image of images) provided.push({ image, is: (await hasOrPulls(engine, image)) ? 'real' : 'missing' })
  return provided
}

const hasOrPulls = async (engine: EngineAddress, image: string): Promise<boolean> => {
  const succeeds = (args: readonly string[], isRight: (output: string) => boolean): Promise<boolean> =>
    docker(engine, args, { timeoutMs: pullMs }).then(isRight, () => false)
  const isReal = (labels: string): boolean => !labels.includes(standInLabel)
  return (
    (await succeeds(['image', 'inspect', '--format', '{{json .Config.Labels}}', image], isReal)) ||
    (await succeeds(['pull', '--quiet', image], () => true))
  )
}

/** Removes the real image names from the stand-ins, so that nothing else uses them by accident. */
export const removeNames = async (engine: EngineAddress, images: readonly ProvidedImage[]): Promise<void> => {
  for (const { image, is } of images) if (is === 'stand-in') await docker(engine, ['rmi', '--no-prune', image])
}

/** Builds stand-ins under the names of images; images without a stand-in are missing. */
export const buildStandIns = async (
  engine: EngineAddress,
  images: readonly string[],
  options: {
    readonly root: string
    readonly cache: string
    readonly projectRoot: string
    readonly progress: (line: string) => void
  },
): Promise<ProvidedImage[]> => {
  options.progress('importing the Debian system as an image')
  await importBase(engine, options.root)
  const built = new Map<string, string>()
  const buildOne = async (repository: string, tag: string): Promise<string> => {
    const known = built.get(repository)
    if (known !== undefined) return known
    const standIn = standIns[repository]
    if (standIn === undefined) throw new CannotStart(`There is no stand-in for ${repository}.`)
    for (const needed of standIn.needs ?? []) {
      const image = images.find((one) => repositoryOf(one) === needed)
      if (image !== undefined) await buildOne(needed, tagOf(image))
    }
    options.progress(`building a stand-in for ${repository}:${tag}`)
    const folder = join(options.cache, 'build', repository.replaceAll('/', '-'))
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    const { dockerfile, contents } = await standIn.prepare({ ...options, tag, folder })
    const names = [`sagabench-stand-in:${repository.replaceAll('/', '-')}`, `${repository}:${tag}`]
    const words = ['build', '--quiet', '--network', 'host', ...names.flatMap((name) => ['-t', name]), '-f', '-', folder]
    const build = (): Promise<string> => docker(engine, words, { input: dockerfile })
    await build().catch((error: Error) => {
      // A build has failed for an unknown reason (docs/flaky.md). The first failure is shown, a second one is final.
      options.progress(`building it again after this failure: ${error.message}`)
      return build()
    })
    built.set(repository, contents)
    return contents
  }
  const provided: ProvidedImage[] = []
  for (const image of images) {
    if (standIns[repositoryOf(image)] === undefined) provided.push({ image, is: 'missing' })
    else provided.push({ image, is: 'stand-in', contents: await buildOne(repositoryOf(image), tagOf(image)) })
  }
  return provided
}

const importBase = async (engine: EngineAddress, root: string): Promise<void> => {
  const version = root.slice(root.lastIndexOf('-') + 1)
  const existing = await docker(engine, [
    'image',
    'ls',
    '--quiet',
    '--filter',
    `label=${standInLabel}=${version}`,
    baseImage,
  ])
  if (existing.trim() !== '') return
  const excluded = notInImages.map((path) => `--exclude=${path}`)
  const tar = spawn('tar', ['-C', root, '--numeric-owner', ...excluded, '-c', '.'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const change = [
    '--change',
    `LABEL ${standInLabel}=${version}`,
    '--change',
    'CMD ["/bin/bash"]',
    '--change',
    'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  ]
  await docker(engine, ['import', ...change, '-', baseImage], { input: tar.stdout })
}
