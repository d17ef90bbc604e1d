// What lies in the second place (SECOND_PLACE): `npm run published [-- --verify [--mend]]`. --verify reads everything back and compares,
// --mend lets the worker write again what is damaged or gone.
// Exit code 0: all is as it was written; 1: something is not, and each is named; 2: the arguments make no sense, or there is no second place.
import { parseArgs } from 'node:util'
import { connect } from '../lib/db/connect'
import { countMissing, listPublications } from '../lib/db/publication-rows'
import { env } from '../lib/env/env'
import { sayError } from '../lib/errors/say'
import { checkPublished } from '../lib/jobs/publish/check'
import { openStore } from '../lib/jobs/publish/open-store'

function readArguments() {
  try {
    const { values } = parseArgs({ options: { verify: { type: 'boolean' }, mend: { type: 'boolean' } } })
    return values.mend && !values.verify ? null : values
  } catch {
    return null
  }
}

async function main(): Promise<number> {
  const wanted = readArguments()
  const store = openStore(env)
  if (!wanted || !store) {
    console.error(wanted ? 'SECOND_PLACE is not set.' : 'Usage: npm run published [-- --verify [--mend]]')
    return 2
  }
  const { db, close } = connect(env.DATABASE_URL, { max: 1, applicationName: 'cxpt-published' })
  try {
    if (!wanted.verify) {
      const rows = await listPublications(db, env.CHAIN_ID, store.place)
      const missing = await countMissing(db, env.CHAIN_ID, store.place)
      console.log(`published: ${rows.length} objects in ${store.place}, ${missing} to go`)
      return 0
    }
    const { objects, bytes, missing, faults, strangers } = await checkPublished(
      db,
      store,
      env.CHAIN_ID,
      wanted.mend === true,
    )
    for (const { path, say } of faults) console.log(`${path} ${say}`)
    if (strangers.length > 0) console.log(`${strangers.length} not recorded, the first is ${strangers[0]}`)
    const verdict = faults.length === 0 ? 'all as written' : `${faults.length} bad`
    console.log(`published: ${objects} objects, ${bytes} bytes, ${verdict}, ${missing} to go`)
    return faults.length === 0 ? 0 : 1
  } finally {
    await close()
  }
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(
    error instanceof Error && error.message.startsWith('The second place') ? error.message : sayError(error).say,
  )
  return 1
})
