import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'

export const backupFormat = 'sagabench/backup@1'

/** One file: all rows of a table in Postgres' COPY text format, compressed with zstd. */
export type TableBackup = {
  name: string
  columns: string[]
  rows: number
  /** Relative to the backup's folder. */
  file: string
  bytes: number
  /** SHA-256 of the compressed file, in hexadecimal. */
  sha256: string
}

export type DatabaseBackup = {
  database: string
  /** The schema of the rows: its migrations with the SHA-256 of their texts. */
  migrations: { name: string; sha256: string }[]
  tables: TableBackup[]
  /** Partitions that no migration creates; `bounds` as Postgres prints them. */
  partitions: { parent: string; name: string; bounds: string }[]
  sequences: { name: string; value: number; called: boolean }[]
}

/** The contents of a backup: manifest.json, written last, so that a folder without it is no backup. */
export type Manifest = {
  format: typeof backupFormat
  /** When the snapshots were taken, ISO 8601. */
  takenAt: string
  postgres: string
  databases: DatabaseBackup[]
}

/** The backup can't be used; the message names the file and what is wrong with it. */
export class BackupBroken extends Error {}

const manifestFile = (folder: string): string => join(folder, 'manifest.json')

export const writeManifest = async (folder: string, manifest: Manifest): Promise<void> => {
  const temporary = join(folder, 'manifest.json.part')
  await writeFile(temporary, `${JSON.stringify(manifest, null, 2)}\n`)
  await rename(temporary, manifestFile(folder))
}

const readManifest = async (folder: string): Promise<Manifest> => {
  const text = await readFile(manifestFile(folder), 'utf8').catch((cause) => {
    throw new BackupBroken(`${folder} contains no finished backup: manifest.json is missing`, { cause })
  })
  let manifest: Manifest
  try {
    manifest = JSON.parse(text) as Manifest
  } catch (cause) {
    throw new BackupBroken(`manifest.json of ${folder} is not JSON`, { cause })
  }
  if (manifest.format !== backupFormat) {
    throw new BackupBroken(`manifest.json of ${folder} has format ${manifest.format}, not ${backupFormat}`)
  }
  return manifest
}

const sha256Of = async (path: string): Promise<string> => {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/**
 * Reads a backup's manifest and compares every file with it.
 * @throws BackupBroken
 */
export const readBackup = async (folder: string): Promise<Manifest> => {
  const manifest = await readManifest(folder)
  for (const { file, sha256 } of manifest.databases.flatMap(({ tables }) => tables)) {
    const found = await sha256Of(join(folder, file)).catch((cause: NodeJS.ErrnoException) => {
      throw new BackupBroken(`${file} can't be read: ${cause.message}`, { cause })
    })
    if (found !== sha256)
      throw new BackupBroken(
        `${file} was changed after the backup: its SHA-256 is ${found}, the manifest has ${sha256}`,
      )
  }
  return manifest
}
