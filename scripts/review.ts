// Writes the annual review: roll-forwards, allocation, emission ahead under stress, pricing, concentration; tables, JSON and a PDF in one zip.
// Exit code 0: written; 1: refused; 2: the arguments make no sense.
import { resolve } from 'node:path'
import { openReview } from '../lib/reports/pack/annual-review'
import { writeBundleInto } from '../lib/reports/pack/bundle-folder'
import { bundleText, parseReviewArguments } from '../lib/reports/pack/command'
import { runReporting } from './reporting'

await runReporting(parseReviewArguments, async (source, { year, out }) => {
  console.log(bundleText(await writeBundleInto(resolve(out), await openReview(source, year)), out))
  return 0
})
