import {
  type Abi,
  type Address,
  encodeDeployData,
  encodeFunctionData,
  type Hex,
  keccak256,
  numberToHex,
  toHex,
} from 'viem'
import { type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import { ABIS, type ContractName } from '../../contracts-abi'
import { accountOf, type LedgerChain, startLedgerChain } from '../../scripts/testing/ledger-chain'

const RICH = numberToHex(10n ** 24n)
/** Enough for the largest batch that is measured; a block of anvil takes it. */
const GAS_LIMIT = 100_000_000n
/** Blocks are 12 s apart: every transaction is alone in its block, so nothing is warm that would be cold in life. */
const BLOCK_SECONDS = 12

type Receipt = { gasUsed: Hex; status: Hex; contractAddress: Address | null }

/** Our contracts on a chain of their own that mines when told, and what each transaction uses there. The same on every machine. */
export class Stage {
  private constructor(readonly chain: LedgerChain) {}

  static async open(): Promise<Stage> {
    const chain = await startLedgerChain({ args: ['--gas-limit', '1000000000'] })
    await chain.rpc('anvil_autoImpersonateAccount', [true])
    return new Stage(chain)
  }

  close(): Promise<void> {
    return this.chain.stop()
  }

  /** A new account with ether and a key, the same for the same name. */
  async account(name: string): Promise<PrivateKeyAccount> {
    const account = privateKeyToAccount(keccak256(toHex(`cxpt bench ${name}`)))
    await this.chain.rpc('anvil_setBalance', [account.address, RICH])
    return account
  }

  /** Gas of one call in a block of its own, 21,000 and calldata included. Throws when it reverts. */
  async call(from: Address | number, to: ContractName, name: string, args: readonly unknown[]): Promise<bigint> {
    return this.callAt(from, this.chain.addressOf(to), ABIS[to] as Abi, name, args)
  }

  async callAt(
    from: Address | number,
    to: Address,
    abi: Abi,
    functionName: string,
    args: readonly unknown[],
  ): Promise<bigint> {
    const data = encodeFunctionData({ abi, functionName, args: [...args] })
    const sender = typeof from === 'number' ? accountOf(from) : from
    const { gasUsed, status } = await this.send({ from: sender, to, data })
    if (BigInt(status) === 1n) return BigInt(gasUsed)
    throw new Error(`${functionName} reverted: ${await this.reasonOf({ from: sender, to, data })}`)
  }

  /** Calls that only prepare: a hundred a block. Each must succeed. */
  async prepare(
    calls: readonly { from: Address; to: ContractName; name: string; args: readonly unknown[] }[],
  ): Promise<void> {
    const { rpc, mine, addressOf } = this.chain
    for (let start = 0; start < calls.length; start += 100) {
      const hashes = []
      for (const { from, to, name, args } of calls.slice(start, start + 100)) {
        const data = encodeFunctionData({ abi: ABIS[to] as Abi, functionName: name, args: [...args] })
        hashes.push(await rpc('eth_sendTransaction', [{ from, to: addressOf(to), data, gas: numberToHex(500_000n) }]))
      }
      await mine(BLOCK_SECONDS)
      const receipts = await Promise.all(hashes.map((hash) => rpc('eth_getTransactionReceipt', [hash])))
      if (receipts.some((receipt) => BigInt((receipt as Receipt).status) !== 1n))
        throw new Error('a preparation reverted')
    }
  }

  /** The address a factory's call makes, as its return value says. */
  async created(
    from: Address,
    to: Address,
    abi: Abi,
    functionName: string,
    args: readonly unknown[],
  ): Promise<Address> {
    const { result } = await this.chain.client.simulateContract({
      account: from,
      address: to,
      abi,
      functionName,
      args: [...args],
    })
    await this.callAt(from, to, abi, functionName, args)
    return result as Address
  }

  async deploy(abi: Abi, bytecode: Hex, args: readonly unknown[]): Promise<Address> {
    const { contractAddress, status } = await this.send({
      from: accountOf(0),
      data: encodeDeployData({ abi, bytecode, args: [...args] }),
    })
    if (BigInt(status) !== 1n || !contractAddress) throw new Error('a deployment reverted')
    return contractAddress
  }

  /** A restricted call after its role's delay. */
  async scheduled(who: number, to: ContractName, name: string, args: readonly unknown[]): Promise<void> {
    await this.chain.scheduled(who, 60, to, name, args)
  }

  async wait(seconds: number): Promise<void> {
    await this.chain.mine(seconds)
  }

  async time(): Promise<bigint> {
    return (await this.chain.client.getBlock()).timestamp
  }

  private async send(transaction: { from: Address; to?: Address; data: Hex }): Promise<Receipt> {
    const { rpc, mine } = this.chain
    const hash = await rpc('eth_sendTransaction', [{ ...transaction, gas: numberToHex(GAS_LIMIT) }])
    await mine(BLOCK_SECONDS)
    return (await rpc('eth_getTransactionReceipt', [hash])) as Receipt
  }

  private async reasonOf(transaction: { from: Address; to: Address; data: Hex }): Promise<string> {
    return this.chain.rpc('eth_call', [transaction, 'latest']).then(
      () => 'nothing any more',
      (error: Error) => error.message,
    )
  }
}
