import type { ContractFunctionName } from 'viem'
import type { ABIS, ContractName } from '../../../contracts-abi'
import type { CallMeaning } from '../../domain/call-meaning'
import { accessCalls } from './call-access'
import { moneyCalls } from './call-money'
import { planCalls } from './call-plans'

type Writes<N extends ContractName> = ContractFunctionName<(typeof ABIS)[N], 'nonpayable' | 'payable'>

/** What every function that changes something does, and what its arguments are. One that is missing does not compile. */
export const calls: { readonly [N in ContractName]: Readonly<Record<Writes<N>, CallMeaning>> } = {
  ...accessCalls,
  ...moneyCalls,
  ...planCalls,
}
