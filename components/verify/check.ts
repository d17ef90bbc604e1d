import { createPublicClient, http } from 'viem'
import { DEPLOYMENTS } from '@/contracts-abi'
import { chainById } from '@/lib/chain/chains'
import { chartWith } from '@/lib/domain/chart'
import { sha256Digest } from '@/lib/domain/sha256'
import { treeHash } from '@/lib/reports/data-root'
import type { CheckedFiles } from '@/lib/reports/verify/check-files'
import { Refused, type ReportFiles } from '@/lib/reports/verify/files'
import { readManifest } from '@/lib/reports/verify/manifest'
import { type ChainSource, type Verified, verifyReport } from '@/lib/verify/verify'
import { verifyReport as say } from '@/messages/verify-report'

type Options = {
  files: ReportFiles
  /** One node or two. */
  urls: readonly [string, ...string[]]
  onFiles: (files: CheckedFiles) => void
  onBlock: (block: bigint, of: bigint) => void
  signal: AbortSignal
}

/** Loaded when somebody checks a report: rebuilding it takes the ledger and every sheet. Throws `Refused`, for a person. */
export async function check({ files, urls, onFiles, onBlock, signal }: Options): Promise<Verified> {
  const { chainId } = await readManifest(files)
  const [first, ...others] = urls
  return verifyReport({
    files: stoppable(files, signal),
    sources: [sourceOf(chainId, first), ...others.map((url) => sourceOf(chainId, url))],
    hashing: { digest: sha256Digest, tree: treeHash() },
    chart: chartWith(),
    onFiles,
    progress: (block, of) => {
      signal.throwIfAborted()
      onBlock(block, of)
    },
  })
}

function sourceOf(chainId: number, url: string): ChainSource {
  const deployment = DEPLOYMENTS[chainId]
  if (!deployment) throw new Refused(say.noDeployment(chainId))
  const transport = http(url, { batch: { batchSize: 20, wait: 0 }, retryCount: 3, timeout: 30_000 })
  return { client: createPublicClient({ chain: chainById(chainId), transport, cacheTime: 0 }), deployment }
}

const stoppable = (files: ReportFiles, signal: AbortSignal): ReportFiles => ({
  list: files.list,
  read: async function* (name) {
    for await (const piece of files.read(name)) {
      signal.throwIfAborted()
      yield piece
    }
  },
})
