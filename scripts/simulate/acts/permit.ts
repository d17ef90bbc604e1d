import { type Hex, parseSignature } from 'viem'
import type { Actor } from '../actor'
import type { World } from '../world'

export type Signed = { v: number; r: Hex; s: Hex }

const TYPES = {
  Permit: [
    { name: 'owner', type: 'address' },
    { name: 'spender', type: 'address' },
    { name: 'value', type: 'uint256' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
} as const

/** Takes the owner's next permit nonce now; the signature follows when the transaction is signed. */
export function permit(world: World, owner: Actor, value: bigint, deadline: bigint): () => Promise<Signed> {
  const { system, permitNonces } = world
  const nonce = permitNonces.get(owner.address) ?? 0n
  permitNonces.set(owner.address, nonce + 1n)
  return async () => {
    const signature = await owner.account.signTypedData({
      domain: {
        name: 'Cxmpute Token',
        version: '1',
        chainId: system.chainId,
        verifyingContract: system.at.CXPT,
      },
      types: TYPES,
      primaryType: 'Permit',
      message: { owner: owner.address, spender: system.at.Vault, value, nonce, deadline },
    })
    const { r, s, yParity } = parseSignature(signature)
    return { v: 27 + yParity, r, s }
  }
}
