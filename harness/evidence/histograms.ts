import { join } from 'node:path'
import { encodeIntoCompressedBase64 } from 'hdr-histogram-js'
import { latencyHistogram } from '../judge/figures.ts'
import { readSamples } from '../scenario/raw.ts'
import { type RunRecord, rawFolder } from '../scenario/run-record.ts'

/** The latencies of one load as an HdrHistogram in microseconds, compressed, Base64; all samples, warm-up included. */
export type LoadHistogram = { scenario: string; style: string; load: string; samples: number; hdr: string }

/** Every load of a run, from its raw lines. */
export const histogramsOf = (folder: string, record: RunRecord): LoadHistogram[] =>
  record.runs.flatMap(({ scenario, style, loads }) =>
    loads.map(({ id, file }) => {
      const samples = readSamples(join(rawFolder(folder), file))
      const hdr = encodeIntoCompressedBase64(latencyHistogram(samples))
      return { scenario, style, load: id, samples: samples.length, hdr }
    }),
  )
