import { queryOptions } from '@tanstack/react-query'
import type { Address } from 'viem'
import { type AccountState, readAccountState } from '../chain/account-state'
import { type At, said } from '../chain/at'
import { getContract } from '../chain/contract'
import { type RolesOf, readRolesOf } from '../chain/roles'
import { accountStateKey, gasBalanceKey, permitNonceKey, rolesKey } from './keys'

/** Milliseconds between two looks at the connected wallet. Writes of ours refresh it at once. */
const LOOK = 12_000

/** Wallet, approval, credits, withdrawal, budget and plan of an account, all of one block. */
export function accountStateQuery(at: At, account: Address) {
  return queryOptions({
    queryKey: accountStateKey(at.client.chain.id, account),
    queryFn: (): Promise<AccountState> => readAccountState(at, account),
    refetchInterval: LOOK,
  })
}

/** Wei of CXPT in the wallet. One request with the account's state. */
export function cxptBalanceQuery(at: At, account: Address) {
  return { ...accountStateQuery(at, account), select: ({ wallet }: AccountState) => wallet }
}

/** Wei the Vault may take from the wallet; on screen the *approval*. */
export function approvalQuery(at: At, account: Address) {
  return { ...accountStateQuery(at, account), select: ({ approved }: AccountState) => approved }
}

/** Wei of ETH for gas. */
export function gasBalanceQuery(at: At, account: Address) {
  return queryOptions({
    queryKey: gasBalanceKey(at.client.chain.id, account),
    queryFn: () => said(at.client.getBalance({ address: account })),
    refetchInterval: LOOK,
  })
}

export function permitNonceQuery(at: At, account: Address) {
  const token = getContract(at.deployment, 'CXPT')
  return queryOptions({
    queryKey: permitNonceKey(at.client.chain.id, account),
    queryFn: () => said(at.client.readContract({ ...token, functionName: 'nonces', args: [account] })),
  })
}

/** For what a page offers; what is allowed the server and the contracts decide. */
export function rolesQuery(at: At, account: Address) {
  return queryOptions({
    queryKey: rolesKey(at.client.chain.id, account),
    queryFn: (): Promise<RolesOf> => readRolesOf(at, account),
    refetchInterval: LOOK,
  })
}
