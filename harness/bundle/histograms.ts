import { basename, join } from 'node:path'
import { encodeIntoCompressedBase64 } from 'hdr-histogram-js'
import { latencyHistogram } from '../judge/figures.ts'
import { rawFolder, readRun, readSamples } from '../scenario/records.ts'
import { hasRounds, roundFolders } from '../variants/report/write.ts'

/** The latencies of one load as an HdrHistogram in microseconds, compressed, Base64; all samples, warm-up included. */
export type LoadHistogram = {
  /** Absent for a single run. */
  round?: string
  scenario: string
  style: string
  load: string
  samples: number
  hdr: string
}

const histogramsOfRun = (folder: string): LoadHistogram[] =>
  readRun(folder).runs.flatMap(({ scenario, style, loads }) =>
    loads.map(({ id, file }) => {
      const samples = readSamples(join(rawFolder(folder), file))
      const hdr = encodeIntoCompressedBase64(latencyHistogram(samples))
      return { scenario, style, load: id, samples: samples.length, hdr }
    }),
  )

/** The histograms of all loads of a run or of its rounds, computed from the raw lines. */
export const histogramsOf = (folder: string): LoadHistogram[] =>
  hasRounds(folder)
    ? roundFolders(folder).flatMap((round) =>
        histogramsOfRun(round).map((histogram) => ({ round: basename(round), ...histogram })),
      )
    : histogramsOfRun(folder)
