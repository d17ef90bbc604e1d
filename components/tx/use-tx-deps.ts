'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useCallback } from 'react'
import type { Account, Address, Chain, Hash, Transport, WalletClient } from 'viem'
import { useConfig } from 'wagmi'
import { getAccount, getWalletClient } from 'wagmi/actions'
import { useWallet } from '@/components/wallet/use-wallet'
import { waitForBlock } from '@/lib/actions/ledger'
import { chainKey } from '@/lib/queries/keys'
import { browserStorage } from '@/lib/tx/browser-storage'
import { checkNeeds, firstFailure, readStanding } from '@/lib/tx/checks'
import type { SafeStatus, TxDeps } from '@/lib/tx/deps'
import { pendingStore } from '@/lib/tx/pending'
import { isSafeAccount } from '@/lib/tx/safe'

type WalletFor = WalletClient<Transport, Chain, Account>

export type MakeDeps = (account: Address) => Promise<TxDeps>

/** Everything a run needs, made of wagmi, our actions and the router. Fails when the wallet shows another account. */
export function useTxDeps(): MakeDeps {
  const config = useConfig()
  const router = useRouter()
  const queries = useQueryClient()
  const { at, chainId } = useWallet()
  const { client, deployment } = at

  return useCallback(
    async (account: Address): Promise<TxDeps> => {
      // Another network is said by the run itself, in better words.
      const asked = getWalletClient(config, { account, chainId, assertChainId: false })
      const [wallet, isSafe] = await Promise.all([asked, isSafeAccount(client, account)])
      return {
        client,
        wallet: wallet as WalletFor,
        isSafe,
        askSafe: async (hash) => readSafeStatus(await getAccount(config).connector?.getProvider(), hash),
        pending: pendingStore(browserStorage(), chainId, account),
        check: async ({ needs }) => {
          const standing = await readStanding({ client, deployment }, account, needs, isSafe)
          const failure = firstFailure(checkNeeds(needs, standing, null))
          if (failure) throw failure
        },
        isIndexed,
        refresh: async () => {
          router.refresh()
          await queries.invalidateQueries({ queryKey: chainKey(chainId) })
        },
      }
    },
    [config, router, queries, client, deployment, chainId],
  )
}

async function isIndexed(block: bigint): Promise<boolean> {
  const reach = await waitForBlock(block)
  return reach.ok && reach.data.isHeld
}

/** The Safe app's own provider carries its service; every other wallet has nothing to say about who signed. */
async function readSafeStatus(provider: unknown, hash: Hash): Promise<SafeStatus | null> {
  const sdk = field(field(provider, 'sdk'), 'txs')
  const ask = field(sdk, 'getBySafeTxHash')
  if (typeof ask !== 'function') return null
  const details: unknown = await ask.call(sdk, hash)
  const info = field(details, 'detailedExecutionInfo')
  const confirmations = field(info, 'confirmations')
  const required = field(info, 'confirmationsRequired')
  if (!Array.isArray(confirmations) || typeof required !== 'number') return null
  return { confirmations: confirmations.length, required, isCancelled: field(details, 'txStatus') === 'CANCELLED' }
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
}
