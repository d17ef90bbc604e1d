import type { Address } from 'viem'
import type { At } from '@/lib/chain/at'
import { targetsIn } from '@/lib/chain/targets'
import { exportBatch } from '@/lib/domain/safe-batch'
import type { CartItem } from '@/lib/domain/safe-cart'

type Saved = { name: string; safe: Address | null; items: readonly CartItem[]; createdAt: number }

/** Gives the browser a file that Safe's Transaction Builder opens. `createdAt`: milliseconds of chain time. */
export function saveBatch({ deployment }: At, { name, safe, items, createdAt }: Saved): void {
  const calls = items.map(({ to, data }) => ({ to, data, value: 0n }))
  const description = items.map(({ title, reason }) => (reason ? `${title}: ${reason}` : title)).join('; ')
  const file = exportBatch(
    { chainId: deployment.chainId, createdAt, name, description, safe, calls },
    targetsIn(deployment),
  )
  const url = URL.createObjectURL(new Blob([JSON.stringify(file, null, 2)], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `${name.replace(/[^A-Za-z0-9]+/g, '-').toLowerCase() || 'batch'}.json`
  link.click()
  URL.revokeObjectURL(url)
}
