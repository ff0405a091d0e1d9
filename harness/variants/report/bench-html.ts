import { renderPage } from '../../report/formats/page.ts'
import type { BenchRecord } from '../record.ts'
import {
  costsSection,
  hopsSection,
  invariantsSection,
  loadSections,
  reproduceBlock,
  statisticsBlock,
  trustBlock,
  variantsSection,
} from './sections.ts'
import { answer, headline, originOf, statistics, trustOfBench } from './words.ts'

/** The report of a comparison of variants as one page. */
export const renderBenchHtml = (record: BenchRecord): string =>
  renderPage({
    kind: 'comparison of variants',
    headline: headline(record),
    startedAt: record.startedAt,
    commit: record.commit,
    machine: record.machine,
    answer: answer(record),
    notices: [],
    main: [
      trustBlock(trustOfBench(record), originOf(record)),
      variantsSection(record),
      loadSections(record),
      costsSection(record),
      hopsSection(record),
      invariantsSection(record),
      statisticsBlock(statistics),
      reproduceBlock(record.commit, record.command),
    ],
    footer: 'Rendered from bench.json in this folder; <code>npm run report -- FOLDER</code> renders it again.',
  })
