// Writes the audit pack of a quarter that is over: one zip with an index. Exit code 0: written; 1: refused; 2: the arguments make no sense.
import { resolve } from 'node:path'
import { withWorkFolder, writeBundleInto } from '../lib/reports/pack/bundle-folder'
import { bundleText, parsePackArguments } from '../lib/reports/pack/command'
import { openPack } from '../lib/reports/pack/quarterly-pack'
import { runReporting } from './reporting'

await runReporting(parsePackArguments, async (source, { quarter, out, sample }) => {
  const dir = resolve(out)
  const written = await withWorkFolder(async (work) =>
    writeBundleInto(dir, await openPack({ ...source, work, ...(sample && { sample }) }, quarter), ({ name }) =>
      console.log(`  ${name}`),
    ),
  )
  console.log(bundleText(written, out))
  return 0
})
