import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CannotStart } from '../base/errors.ts'
import { provideDebianRoot } from './debian-root.ts'
import { docker, type EngineAddress, runningEngine } from './engine.ts'
import { buildStandIns, hasStandIn, type ProvidedImage, pullImages, removeNames } from './images.ts'
import { startOwnEngine, whyNoEngine } from './own-engine.ts'

export type Preparation = {
  readonly projectRoot: string
  /** Cache for the engine, its images and downloads. */
  readonly cache: string
  /** All images named in the Dockerfile and the Compose file. */
  readonly images: readonly string[]
  /** The name of the image built from the Dockerfile. */
  readonly ownImage: string
  readonly progress: (line: string) => void
  readonly signal: AbortSignal
}

export type Prepared = {
  readonly engine: EngineAddress
  readonly images: readonly ProvidedImage[]
  readonly stop: () => Promise<void>
}

/**
 * Prepares an engine with all images: the running engine with images from their registries, or else a new one with stand-ins.
 * @throws CannotStart if neither is possible
 */
export const prepareEngine = async (preparation: Preparation): Promise<Prepared> => {
  const running = await runningEngine()
  if (running !== undefined) {
    const prepared = await useRunning(running, preparation)
    return { ...prepared, stop: () => removeNames(running, prepared.images) }
  }
  const reason = whyNoEngine()
  if (reason !== undefined)
    throw new CannotStart(`No Docker engine with Compose runs here, and none can be started: ${reason}.`)
  return startOwn(preparation)
}

const useRunning = async (engine: EngineAddress, preparation: Preparation): Promise<Omit<Prepared, 'stop'>> => {
  preparation.progress('using the running Docker engine')
  const pulled = await pullImages(engine, preparation.images)
  const missing = pulled.filter(({ is }) => is === 'missing').map(({ image }) => image)
  const needed = missing.filter(hasStandIn)
  const reason = whyNoEngine()
  if (needed.length > 0 && reason !== undefined)
    throw new CannotStart(`${needed.join(', ')} can't be pulled, and no stand-in can be built: ${reason}.`)
  const made = needed.length === 0 ? [] : await standInsFor(engine, needed, preparation)
  await buildOwnImage(engine, preparation)
  return { engine, images: pulled.map((one) => made.find(({ image }) => image === one.image) ?? one) }
}

const standInsFor = async (
  engine: EngineAddress,
  images: readonly string[],
  preparation: Preparation,
): Promise<ProvidedImage[]> => {
  const root = await provideDebianRoot(preparation.cache, preparation.progress)
  return buildStandIns(engine, images, { ...preparation, root })
}

const startOwn = async (preparation: Preparation): Promise<Prepared> => {
  const { cache, projectRoot, images, progress, signal } = preparation
  mkdirSync(cache, { recursive: true })
  const release = claim(join(cache, 'pid'))
  try {
    const root = await provideDebianRoot(cache, progress)
    signal.throwIfAborted()
    progress('starting a Docker engine to build images')
    const builder = await startOwnEngine({ root, cache, projectRoot, network: 'machine' })
    let provided: ProvidedImage[]
    try {
      await removeLeftContainers(builder)
      provided = await buildStandIns(builder, images, { ...preparation, root })
      signal.throwIfAborted()
      await buildOwnImage(builder, preparation)
    } finally {
      await builder.stop()
    }
    signal.throwIfAborted()
    progress('restarting it in a separate network')
    const { stop, ...engine } = await startOwnEngine({ root, cache, projectRoot, network: 'own' })
    return { engine, images: provided, stop: () => stop().finally(release) }
  } catch (error) {
    release()
    throw error
  }
}

const buildOwnImage = async (
  engine: EngineAddress,
  { projectRoot, ownImage, progress, signal }: Preparation,
): Promise<void> => {
  progress(`building ${ownImage} from the Dockerfile`)
  await docker(engine, ['build', '--quiet', '--network', 'host', '--tag', ownImage, projectRoot], { signal })
}

/** Removes containers of a killed run, which would restart with the engine. */
const removeLeftContainers = async (engine: EngineAddress): Promise<void> => {
  const ids = (await docker(engine, ['ps', '--all', '--quiet'])).split('\n').filter((id) => id !== '')
  if (ids.length > 0) await docker(engine, ['rm', '--force', '--volumes', ...ids])
  await docker(engine, ['volume', 'prune', '--all', '--force'])
}

/** Locks the folder for one run at a time. Returns a function that unlocks it. */
const claim = (file: string): (() => void) => {
  const release = (): void => rmSync(file, { force: true })
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return release
  } catch {
    const owner = Number(readFileSync(file, 'utf8'))
    if (owner > 0 && isRunning(owner))
      throw new CannotStart(`Another run uses the engine of this folder (process ${owner}).`)
    writeFileSync(file, String(process.pid))
    return release
  }
}

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
