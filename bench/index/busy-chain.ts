import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import {
  type Abi,
  type Address,
  concatHex,
  encodeFunctionData,
  encodePacked,
  getContractAddress,
  type Hex,
  keccak256,
  numberToHex,
  size,
  toHex,
  zeroHash,
} from 'viem'
import { demoAccount } from '../../contracts/deploy/demo-accounts'
import { ABIS, type ContractName } from '../../contracts-abi'
import { accountOf, type LedgerChain, startLedgerChain } from '../../scripts/testing/ledger-chain'

const CXPT = 10n ** 18n
const MAX = 2n ** 255n
const DEPLOYER = 0
const TREASURER = demoAccount('treasurer').index
const METER = demoAccount('meter').index
const LIQUIDITY = 2
const PURSE = 40_000_000n * CXPT

/** Customers of the made history: each has a wallet and credits. */
const CUSTOMERS = 400
/** A block of the made history: many calls that each log, as many as keep anvil quick. */
const PAYMENTS_PER_CALL = 15
const CALLS_PER_BLOCK = 4
const SETTLED_PER_BLOCK = 20
/** `Transfer`; `Transfer` and `Deposited`; then the settled users and their `Batch`. */
export const EVENTS_PER_BLOCK = CALLS_PER_BLOCK * PAYMENTS_PER_CALL * 3 + SETTLED_PER_BLOCK + 1
const BLOCK_SECONDS = 12
const GAS = numberToHex(20_000_000n)

type Call = { to: Address; data: Hex }

const customers = Array.from({ length: CUSTOMERS }, (_, i) => `0x${keccak256(toHex(`customer ${i}`)).slice(26)}` as Hex)
const customerAt = (index: number): Address => customers[index % CUSTOMERS] ?? accountOf(20)

const encode = (contract: ContractName, functionName: string, args: readonly unknown[]): Hex =>
  encodeFunctionData({ abi: ABIS[contract] as Abi, functionName, args: [...args] })

const packed = ({ to, data }: Call): Hex =>
  encodePacked(['uint8', 'address', 'uint256', 'uint256', 'bytes'], [0, to, 0n, BigInt(size(data)), data])

type MultiSend = { abi: Abi; bytecode: Hex }

function readMultiSend(): MultiSend {
  const name = '@safe-global/safe-smart-account/build/artifacts/contracts/libraries/MultiSendCallOnly.sol'
  const file = createRequire(import.meta.url).resolve(`${name}/MultiSendCallOnly.json`)
  return JSON.parse(readFileSync(file, 'utf8')) as MultiSend
}

/** Deploys Safe's batch caller, which is the paying customer here: one transaction of it makes many calls. */
async function batchCaller({ rpc, mine }: LedgerChain, { bytecode }: MultiSend): Promise<Address> {
  const from = accountOf(DEPLOYER)
  const nonce = BigInt((await rpc('eth_getTransactionCount', [from, 'latest'])) as Hex)
  await rpc('eth_sendTransaction', [{ from, data: bytecode, gas: GAS }])
  await mine(BLOCK_SECONDS)
  return getContractAddress({ from, nonce })
}

export type BusyChain = { chain: LedgerChain; head: bigint }

/** Our contracts on a local chain with at least `events` logs of ours: transfers, deposits and settled usage of 400 customers. */
export async function makeBusyChain(events: number): Promise<BusyChain> {
  const chain = await startLedgerChain({ args: ['--gas-limit', '1000000000'] })
  const { rpc, mine, addressOf } = chain
  const multiSend = readMultiSend()
  const payer = await batchCaller(chain, multiSend)
  await chain.scheduled(TREASURER, 60, 'Treasury', 'withdraw', [LIQUIDITY, payer, PURSE, zeroHash])
  const [token, vault] = [addressOf('CXPT'), addressOf('Vault')]

  const pay = (calls: readonly Call[]) => {
    const data = encodeFunctionData({
      abi: multiSend.abi,
      functionName: 'multiSend',
      args: [concatHex(calls.map(packed))],
    })
    return rpc('eth_sendTransaction', [{ from: accountOf(DEPLOYER), to: payer, data, gas: GAS }])
  }
  await pay([{ to: token, data: encode('CXPT', 'approve', [vault, MAX]) }])
  await mine(BLOCK_SECONDS)

  const usage = new Map<Address, bigint>()
  let turn = 0
  const payments = (): Call[] =>
    Array.from({ length: PAYMENTS_PER_CALL }, () => {
      turn += 1
      const customer = customerAt(turn)
      const amount = CXPT + BigInt(turn)
      return [
        { to: token, data: encode('CXPT', 'transfer', [customer, amount]) },
        { to: vault, data: encode('Vault', 'deposit', [customer, amount]) },
      ]
    }).flat()
  const settled = () =>
    Array.from({ length: SETTLED_PER_BLOCK }, (_, i) => {
      const user = customerAt(turn - i)
      usage.set(user, (usage.get(user) ?? 0n) + 10n)
      return { user, cumulativeUsd: usage.get(user) }
    })

  for (let made = 0; made < events; made += EVENTS_PER_BLOCK) {
    for (let i = 0; i < CALLS_PER_BLOCK; i += 1) await pay(payments())
    await chain.send(METER, 'Vault', 'settle', [settled(), zeroHash])
    await mine(BLOCK_SECONDS)
  }
  return { chain, head: await chain.client.getBlockNumber() }
}
