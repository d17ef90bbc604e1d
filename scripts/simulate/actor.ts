import { pbkdf2Sync } from 'node:crypto'
import { type Address, bytesToHex, type Hex } from 'viem'
import { HDKey, type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import { type DemoName, demoAccount, FIRST_CROWD_INDEX, TEST_MNEMONIC } from '../../contracts/deploy/demo-accounts'

/** Somebody who signs. `nonce` is the next one, kept here so that signing never asks the node. */
export type Actor = { name: string; address: Address; account: PrivateKeyAccount; nonce: number }

let parent: HDKey | null = null

/** One of the local chain's funded accounts. The seed is stretched once for all of them, which viem's own function does not. */
function actorAt(index: number, name: string): Actor {
  parent ??= HDKey.fromMasterSeed(pbkdf2Sync(TEST_MNEMONIC, 'mnemonic', 2048, 64, 'sha512')).derive("m/44'/60'/0'/0")
  const { privateKey } = parent.deriveChild(index)
  if (!privateKey) throw new Error(`account ${index} has no key`)
  const account = privateKeyToAccount(bytesToHex(privateKey) as Hex)
  return { name, address: account.address, account, nonce: 0 }
}

export function demoActor(name: DemoName): Actor {
  return actorAt(demoAccount(name).index, name)
}

/** The nth of the crowd, from 0. */
export function crowdActor(nth: number, name: string): Actor {
  return actorAt(FIRST_CROWD_INDEX + nth, name)
}
