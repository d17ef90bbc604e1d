import { verifyReport as say } from '@/messages/verify-report'
import { getContract } from '../chain/contract'
import type { Month } from '../domain/month'
import type { ChainSource } from '../reports/chain-reading'

/** What `Reports` on the chain says of a manifest. `isGood` is false when the chain has another manifest for the month, and not this one. */
export type Anchor = { say: string; isGood: boolean; version: bigint | null }

/** Looks for the manifest among the versions that are anchored, at the newest block. */
export async function readAnchor({ client, deployment }: ChainSource, month: Month, hash: string): Promise<Anchor> {
  const reports = getContract(deployment, 'Reports')
  const period = Number(month.replace('-', ''))
  const last = await client.readContract({ ...reports, functionName: 'versions', args: [period] })
  if (last === 0n) return { say: say.notAnchored, isGood: true, version: null }
  for (let version = last; version > 0n; version -= 1n) {
    const [found] = await client.readContract({ ...reports, functionName: 'anchorOf', args: [period, version] })
    if (found !== `0x${hash}`) continue
    return { say: version === last ? say.anchored(version) : say.superseded(version, last), isGood: true, version }
  }
  return { say: say.otherAnchor(last), isGood: false, version: null }
}
