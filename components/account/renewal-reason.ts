import { type AbiItem, toFunctionSelector } from 'viem'
import { errorsAbi } from '@/contracts-abi'

const NAMES: Record<string, string> = {
  Insufficient: 'insufficient',
  Slippage: 'slippage',
  PlanInactive: 'inactive',
  AutoRenewOff: 'off',
}

/** The cause behind the selector in a `RenewalFailed`: the selector of the error the renewal ended with. */
export function renewalReason(selector: string): string | null {
  for (const item of errorsAbi as readonly (AbiItem & { name: string; inputs: readonly { type: string }[] })[]) {
    const signature = `${item.name}(${item.inputs.map(({ type }) => type).join(',')})`
    if (toFunctionSelector(signature) === selector) return NAMES[item.name] ?? item.name
  }
  return null
}
