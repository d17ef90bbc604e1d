'use client'

import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { Address } from 'viem'
import { useWallet } from '@/components/wallet/use-wallet'
import type { At } from '@/lib/chain/at'
import { AppError } from '@/lib/errors/app-error'
import { fromChain } from '@/lib/errors/from-chain'
import { accountKey } from '@/lib/queries/keys'
import { type Check, checkNeeds, firstFailure, readStanding } from '@/lib/tx/checks'
import type { Flow } from '@/lib/tx/flow'
import { isSafeAccount } from '@/lib/tx/safe'
import { lastCall, type Simulation, simulateFlow } from '@/lib/tx/simulate'

/** Milliseconds between two trial runs while the sheet is open. */
const AGAIN = 12_000

/** `error`: why it would not go through now. Exactly one of `simulation` and `error` is set. */
export type Preview = { checks: Check[]; simulation: Simulation | null; error: AppError | null }

/** The call as it would go now. The button is live only when `simulation` is set. */
export function usePreview(flow: Flow | null, isPaused = false): UseQueryResult<Preview> {
  const { address, at, chainId, isWrongNetwork } = useWallet()
  const isReady = flow !== null && address !== null && !isWrongNetwork
  return useQuery({
    queryKey: isReady
      ? [
          ...accountKey(chainId, address),
          'preview',
          flow.key,
          lastCall(flow.steps).data,
          flow.steps.map(({ kind }) => kind),
        ]
      : ['preview', 'none'],
    queryFn: () => preview(at, address, flow),
    enabled: isReady && !isPaused,
    refetchInterval: AGAIN,
    staleTime: 0,
    retry: false,
  })
}

async function preview(at: At, account: Address | null, flow: Flow | null): Promise<Preview> {
  if (!account || !flow) throw new AppError('WALLET_NOT_CONNECTED')
  const isSafe = await isSafeAccount(at.client, account)
  const [standing, run] = await Promise.all([
    readStanding(at, account, flow.needs, isSafe),
    simulateFlow(at.client, account, flow).then(
      (simulation) => ({ simulation, error: null }),
      (thrown) => ({ simulation: null, error: thrown instanceof AppError ? thrown : fromChain(thrown) }),
    ),
  ])
  const checks = checkNeeds(flow.needs, standing, run.simulation?.fee ?? null)
  // A need that is not met explains more than the revert it causes.
  const error = firstFailure(checks) ?? run.error
  return { checks, simulation: error ? null : run.simulation, error }
}
