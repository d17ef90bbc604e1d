import {
  type Abi,
  type Address,
  concatHex,
  encodeFunctionData,
  encodePacked,
  type Hex,
  keccak256,
  numberToHex,
} from 'viem'
import { demoAccount } from '../../contracts/deploy/demo-accounts'
import type { Figures } from './ours'
import { installPeers, linked, readPeer } from './peer-artifacts'
import type { Stage } from './stage'

const CXPT = 10n ** 18n
const DAY = 86_400
const MAX = 2n ** 96n - 1n
const CUSTOMER = demoAccount('customer').index
const PURSE = demoAccount('customer').address
const PROOF_DEPTH = 16
/** OpenZeppelin's, as one of the peers publishes it compiled. */
const PROXY = '@sablier/evm-utils/artifacts/ERC1967Proxy.json'

/** What others pay for the same job, on the same chain with the same token, each with the code its project published. */
export async function measurePeers(stage: Stage): Promise<Figures> {
  installPeers()
  const figures: Figures = {}
  await uniswap(stage, figures)
  await vestingWallet(stage, figures)
  await sablier(stage, figures)
  await unlock(stage, figures)
  return figures
}

/** An account that holds CXPT already, as ours do. */
async function holder(stage: Stage, name: string, amount = CXPT): Promise<Address> {
  const { address } = await stage.account(name)
  await stage.call(CUSTOMER, 'CXPT', 'transfer', [address, amount])
  return address
}

/** One claim each: a leaf is good once. */
async function uniswap(stage: Stage, figures: Figures): Promise<void> {
  const { abi, bytecode } = readPeer('@uniswap/merkle-distributor/build/MerkleDistributor.json')
  const names = ['uniswap 0', 'uniswap 1'] as const
  const accounts = [await holder(stage, names[0]), await holder(stage, names[1])] as const
  const [first, second] = accounts.map((account, index) =>
    keccak256(encodePacked(['uint256', 'address', 'uint256'], [BigInt(index), account, CXPT])),
  ) as [Hex, Hex]
  const upper = Array.from({ length: PROOF_DEPTH - 1 }, (_, i) => keccak256(numberToHex(i + 1)))
  const root = upper.reduce(pair, pair(first, second))
  const distributor = await stage.deploy(abi, bytecode, [stage.chain.addressOf('CXPT'), root])
  await stage.call(CUSTOMER, 'CXPT', 'transfer', [distributor, 10n * CXPT])
  for (const [index, sibling] of [second, first].entries()) {
    const account = accounts[index] as Address
    const gas = await stage.callAt(account, distributor, abi, 'claim', [
      BigInt(index),
      account,
      CXPT,
      [sibling, ...upper],
    ])
    // The first claim also opens the word of the bitmap that 256 claims share.
    figures[index === 0 ? 'Uniswap MerkleDistributor claim, first of 256' : 'Uniswap MerkleDistributor claim'] = gas
  }
}

function pair(a: Hex, b: Hex): Hex {
  return keccak256(concatHex(a < b ? [a, b] : [b, a]))
}

async function vestingWallet(stage: Stage, figures: Figures): Promise<void> {
  const { abi, bytecode } = readPeer('@openzeppelin/contracts/build/contracts/VestingWallet.json')
  const account = await holder(stage, 'vesting')
  const wallet = await stage.deploy(abi, bytecode, [account, await stage.time(), BigInt(100 * DAY)])
  await stage.call(CUSTOMER, 'CXPT', 'transfer', [wallet, 1_000n * CXPT])
  const token = stage.chain.addressOf('CXPT')
  const release = (abi as Abi).filter(
    (item) => item.type !== 'function' || item.name !== 'release' || item.inputs.length === 1,
  )
  for (const kind of ['first', 'next']) {
    await stage.wait(DAY)
    figures[`OpenZeppelin VestingWallet release, ${kind}`] = await stage.callAt(account, wallet, release, 'release', [
      token,
    ])
  }
}

/** A linear stream; its fee is zero here, which spares the payer of the call the transfer of it. */
async function sablier(stage: Stage, figures: Figures): Promise<void> {
  const at = (file: string) => readPeer(`@sablier/lockup/artifacts/${file}.json`)
  const deployer = demoAccount('deployer').address
  const comptroller = readPeer('@sablier/evm-utils/artifacts/SablierComptroller.json')
  const proxy = readPeer(PROXY)
  const implementation = await stage.deploy(comptroller.abi, comptroller.bytecode, [deployer])
  const none = '0x0000000000000000000000000000000000000000' as const
  const begin = encodeFunctionData({
    abi: comptroller.abi,
    functionName: 'initialize',
    args: [deployer, 0n, 0n, 0n, 0n, none],
  })
  const fees = await stage.deploy(proxy.abi, proxy.bytecode, [implementation, begin])
  const [helpers, math, lockup] = [at('libraries/LockupHelpers'), at('libraries/LockupMath'), at('SablierLockup')]
  const LockupMath = await stage.deploy([], math.bytecode, [])
  const LockupHelpers = await stage.deploy([], linked(helpers, { LockupMath }), [])
  const code = linked(lockup, { LockupHelpers, LockupMath })
  const sablierLockup = await stage.deploy(lockup.abi, code, [fees, none])
  await stage.call(CUSTOMER, 'CXPT', 'approve', [sablierLockup, MAX])
  const account = await holder(stage, 'stream')
  const stream = {
    sender: PURSE,
    recipient: account,
    depositAmount: 1_000n * CXPT,
    token: stage.chain.addressOf('CXPT'),
    cancelable: true,
    transferable: true,
    shape: '',
  }
  const create = [stream, { start: 0n, cliff: 0n }, 1, { cliff: 0, total: 100 * DAY }]
  await stage.callAt(CUSTOMER, sablierLockup, lockup.abi, 'createWithDurationsLL', create)
  for (const kind of ['first', 'next']) {
    await stage.wait(DAY)
    const args = [1n, account, CXPT]
    figures[`Sablier Lockup withdraw, ${kind}`] = await stage.callAt(
      account,
      sablierLockup,
      lockup.abi,
      'withdraw',
      args,
    )
  }
}

/** A lock of 30 days paid in CXPT, made by Unlock's own factory. */
async function unlock(stage: Stage, figures: Figures): Promise<void> {
  const factory = readPeer('@unlock-protocol/contracts/dist/abis/Unlock/UnlockV14.json')
  const lock = readPeer('@unlock-protocol/contracts/dist/abis/PublicLock/PublicLockV15.json')
  const proxy = readPeer(PROXY)
  const deployer = demoAccount('deployer').address
  const template = await stage.deploy(lock.abi, lock.bytecode, [])
  const implementation = await stage.deploy(factory.abi, factory.bytecode, [])
  const started = encodeFunctionData({ abi: factory.abi, functionName: 'initialize', args: [deployer] })
  const unlockProtocol = await stage.deploy(proxy.abi, proxy.bytecode, [implementation, started])
  await stage.callAt(deployer, unlockProtocol, factory.abi, 'addLockTemplate', [template, 15])
  await stage.callAt(deployer, unlockProtocol, factory.abi, 'setLockTemplate', [template])
  const price = 1_000n * CXPT
  const token = stage.chain.addressOf('CXPT')
  const begin = encodeFunctionData({
    abi: lock.abi,
    functionName: 'initialize',
    args: [deployer, BigInt(30 * DAY), token, price, 1_000n, 'bench'],
  })
  const own = (factory.abi as Abi).filter(
    (item) => item.type !== 'function' || item.name !== 'createUpgradeableLockAtVersion' || item.inputs.length === 2,
  )
  const address = await stage.created(deployer, unlockProtocol, own, 'createUpgradeableLockAtVersion', [begin, 15])
  const purchase = (lock.abi as Abi).filter(
    (item) => item.type !== 'function' || item.name !== 'purchase' || item.inputs.length === 5,
  )
  const none = '0x0000000000000000000000000000000000000000' as const
  for (const name of ['unlock 0', 'unlock 1']) {
    const buyer = await holder(stage, name, 10n * price)
    await stage.call(buyer, 'CXPT', 'approve', [address, MAX])
    const order = [[price], [buyer], [none], [none], ['0x']]
    figures['Unlock PublicLock v15 purchase'] = await stage.callAt(buyer, address, purchase, 'purchase', order)
  }
  await stage.wait(30 * DAY)
  figures['Unlock PublicLock v15 renew'] = await stage.callAt(PURSE, address, lock.abi, 'renewMembershipFor', [
    1n,
    none,
  ])
}
