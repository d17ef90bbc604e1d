import type { Db } from '../../db/connect'
import { countMissing, forgetPublication, listPublications, type Publication } from '../../db/publication-rows'
import { type Store, sha256Of } from './store'

export type Checked = {
  objects: number
  bytes: bigint
  /** Not written yet: the job will. */
  missing: number
  /** What is damaged or gone, by path. */
  faults: { path: string; say: string }[]
  /** Lies there and was never recorded: a worker died in between, or a hand put it there. */
  strangers: string[]
}

/** Reads everything back and compares. With `isMended` what is bad is forgotten, so that the job writes it again. */
export async function checkPublished(db: Db, store: Store, chainId: number, isMended: boolean): Promise<Checked> {
  const rows = await listPublications(db, chainId, store.place)
  const faults: Checked['faults'] = []
  for (const row of rows) {
    const say = await faultOf(store, row)
    if (!say) continue
    faults.push({ path: row.path, say })
    if (isMended) await forgetPublication(db, row)
  }
  const known = new Set(rows.map(({ path }) => path))
  return {
    objects: rows.length,
    bytes: rows.reduce((sum, { bytes }) => sum + bytes, 0n),
    missing: await countMissing(db, chainId, store.place),
    faults,
    strangers: (await store.list(`${chainId}/`)).filter((path) => !known.has(path)),
  }
}

async function faultOf(store: Store, { path, hash }: Publication): Promise<string | null> {
  const bytes = await store.get(path)
  if (!bytes) return 'is gone'
  return sha256Of(bytes) === hash ? null : 'is not what was written'
}
