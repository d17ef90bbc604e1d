import {
  ContractFunctionExecutionError,
  ContractFunctionRevertedError,
  ContractFunctionZeroDataError,
  encodeErrorResult,
  encodeFunctionData,
  HttpRequestError,
  InsufficientFundsError,
  NonceTooLowError,
  RpcRequestError,
  TimeoutError,
  TransactionExecutionError,
  TransactionNotFoundError,
  UserRejectedRequestError,
  WaitForTransactionReceiptTimeoutError,
} from 'viem'
import { describe, expect, test } from 'vitest'
import { accessManagerAbi, type Deployment, rewardsAbi, subscriptionsAbi, vaultAbi } from '@/contracts-abi'
import { AppError } from './app-error'
import { fromChain, readChain } from './from-chain'

const VAULT = '0x1000000000000000000000000000000000000001'
const REWARDS = '0x2000000000000000000000000000000000000002'
const MANAGER = '0x3000000000000000000000000000000000000003'
const bytecodeHash = `0x${'00'.repeat(32)}` as const
const deployments: Record<number, Deployment> = {
  31337: {
    chainId: 31337,
    startBlock: 1,
    contracts: {
      Vault: { address: VAULT, bytecodeHash },
      Rewards: { address: REWARDS, bytecodeHash },
      AccessManager: { address: MANAGER, bytecodeHash },
    },
  },
}

/** As viem throws from simulateContract. */
function executionError(
  data: `0x${string}`,
  { abi = subscriptionsAbi as readonly unknown[], functionName = 'subscribe', args = [] as unknown[], to = VAULT } = {},
) {
  const cause = new ContractFunctionRevertedError({ abi: abi as never, data, functionName })
  return new ContractFunctionExecutionError(cause, {
    abi: abi as never,
    args,
    contractAddress: to as never,
    functionName,
  })
}

const paused = encodeErrorResult({ abi: vaultAbi, errorName: 'Paused', args: [1] })

describe('which contract was called', () => {
  test('a foreign error that comes through a contract is decoded although its ABI lacks it', () => {
    const data = encodeErrorResult({ abi: vaultAbi, errorName: 'Insufficient', args: [1n, 2n * 10n ** 18n] })
    expect(fromChain(executionError(data)).say).toBe('You have 0 CXPT of credits; this needs 2 CXPT.')
  })

  test('is known by its ABI', () => {
    expect(
      fromChain(executionError(paused, { abi: rewardsAbi, functionName: 'claim', to: '0x99' as never })).code,
    ).toBe('REWARDS_PAUSED')
    expect(fromChain(executionError(paused)).code).toBe('SPEND_PAUSED')
  })

  test('is known by its address, whatever ABI was used', () => {
    const error = executionError(paused, { abi: vaultAbi, functionName: 'deposit', to: REWARDS })
    expect(fromChain(error, { deployments }).code).toBe('REWARDS_PAUSED')
  })

  test('is the target behind AccessManager.execute', () => {
    const data = encodeFunctionData({ abi: vaultAbi, functionName: 'distribute' })
    const zero = encodeErrorResult({ abi: vaultAbi, errorName: 'ZeroAmount' })
    const through = (target: string, revert: `0x${string}`, call = data) =>
      fromChain(
        executionError(revert, { abi: accessManagerAbi, functionName: 'execute', args: [target, call], to: MANAGER }),
        {
          deployments,
        },
      )
    expect(through(VAULT, zero).code).toBe('NOTHING_TO_DISTRIBUTE')
    expect(through(REWARDS, paused).code).toBe('REWARDS_PAUSED')
    expect(through('0x4000000000000000000000000000000000000004', paused).code).toBe('SPEND_PAUSED')
  })

  test('is what the caller says when he knows better', () => {
    expect(fromChain(executionError(paused), { contract: 'Rewards' }).code).toBe('REWARDS_PAUSED')
  })
})

describe('a revert without data', () => {
  test('is a failed trial, with its reason if there is one', () => {
    const cause = new ContractFunctionRevertedError({
      abi: vaultAbi,
      functionName: 'distribute',
      message: 'out of gas',
    })
    const error = new ContractFunctionExecutionError(cause, { abi: vaultAbi, functionName: 'distribute' })
    expect(fromChain(error).say).toBe('A trial run of this call failed: out of gas. Nothing was sent.')
    const bare = new ContractFunctionRevertedError({ abi: vaultAbi, functionName: 'distribute' })
    expect(fromChain(bare).say).toBe('A trial run of this call failed. Nothing was sent.')
  })

  test('an address without code is said as such', () => {
    const cause = new ContractFunctionZeroDataError({ functionName: 'distribute' })
    const error = new ContractFunctionExecutionError(cause, { abi: vaultAbi, functionName: 'distribute' })
    expect(fromChain(error, { values: { address: VAULT } })).toMatchObject({
      code: 'NO_CODE',
      say: 'No contract answers at 0x1000…0001. It may be another network, or a chain that was reset.',
    })
  })
})

describe('the wallet', () => {
  const inTransaction = (cause: Error) =>
    new TransactionExecutionError(cause as never, { account: null, to: VAULT } as never)

  test('a rejection, as viem wraps it', () => {
    const error = inTransaction(new UserRejectedRequestError(new Error('User denied transaction signature.')))
    expect(fromChain(error)).toMatchObject({
      code: 'TX_REJECTED',
      status: 400,
      say: 'You declined the request in your wallet. Nothing was sent.',
    })
  })

  test.each([
    [{ code: 4001, message: 'User rejected the request.' }, 'TX_REJECTED'],
    [{ code: 5000, message: 'User rejected methods' }, 'TX_REJECTED'],
    [{ code: 4100, message: 'unauthorized' }, 'WALLET_NOT_CONNECTED'],
    [{ code: 4200, message: 'unsupported' }, 'WALLET_UNSUPPORTED'],
    [{ code: 4900, message: 'disconnected' }, 'WALLET_NOT_CONNECTED'],
    [{ code: 4901, message: 'chain disconnected' }, 'WRONG_NETWORK'],
    [{ code: 4902, message: 'unrecognised chain' }, 'NETWORK_UNKNOWN_TO_WALLET'],
    [{ code: -32002, message: 'already pending' }, 'WALLET_BUSY'],
  ])('a plain object of a provider: %o', (thrown, code) => {
    expect(fromChain(thrown).code).toBe(code)
  })

  test.each([
    ['ConnectorNotConnectedError', 'WALLET_NOT_CONNECTED'],
    ['ConnectorChainMismatchError', 'WRONG_NETWORK'],
    ['ChainMismatchError', 'WRONG_NETWORK'],
    ['SwitchChainNotSupportedError', 'WALLET_UNSUPPORTED'],
    ['ConnectorAccountNotFoundError', 'WALLET_ACCOUNT_CHANGED'],
  ])('%s is known by its name, whichever copy of the library threw it', (name, code) => {
    expect(fromChain(Object.assign(new Error('x'), { name })).code).toBe(code)
  })

  test('a wallet on another network is told which one is wanted', () => {
    const error = Object.assign(new Error('x'), { name: 'ChainMismatchError' })
    expect(fromChain(error, { values: { have: 'Ethereum', want: 'Base' } }).say).toBe(
      'Your wallet is on another network (Ethereum). Switch it to Base to go on.',
    )
  })

  test('no money for gas', () => {
    const error = inTransaction(new InsufficientFundsError({ cause: new Error('insufficient funds') as never }))
    expect(fromChain(error)).toMatchObject({
      code: 'NO_GAS_MONEY',
      say: 'The wallet has too little ETH to pay for gas. Send it some, then try again.',
    })
  })

  test('a nonce that is used', () => {
    expect(fromChain(inTransaction(new NonceTooLowError({ nonce: 3 }))).code).toBe('TX_NONCE')
  })
})

describe('the node', () => {
  test.each([
    ['a refused connection', new HttpRequestError({ url: 'http://127.0.0.1:1' }), 'RPC_AWAY'],
    ['too many requests', new HttpRequestError({ url: 'http://rpc', status: 429 }), 'RPC_AWAY'],
    ['a timeout', new TimeoutError({ url: 'http://rpc', body: {} }), 'RPC_AWAY'],
    [
      'an unknown answer of the node',
      new RpcRequestError({ url: 'http://rpc', body: {}, error: { code: -32050, message: 'internal' } }),
      'RPC_AWAY',
    ],
    [
      'a node that forgot the block',
      new RpcRequestError({ url: 'http://rpc', body: {}, error: { code: -32000, message: 'missing trie node abc' } }),
      'RPC_NO_HISTORY',
    ],
    [
      'a local chain whose old states are not kept',
      new RpcRequestError({
        url: 'http://rpc',
        body: {},
        error: { code: -32602, message: 'BlockOutOfRangeError: block height is 900 but requested was 12' },
      }),
      'RPC_NO_HISTORY',
    ],
    ['a transaction nobody knows', new TransactionNotFoundError({ hash: bytecodeHash }), 'TX_NOT_FOUND'],
    [
      'a receipt that does not come',
      new WaitForTransactionReceiptTimeoutError({ hash: bytecodeHash }),
      'TX_NOT_CONFIRMED',
    ],
  ])('%s', (_, error, code) => {
    expect(fromChain(error).code).toBe(code)
  })

  test('revert data inside of a plain RPC error is decoded', () => {
    const error = new RpcRequestError({
      url: 'http://rpc',
      body: {},
      error: { code: 3, message: 'execution reverted', data: paused },
    })
    expect(fromChain(error).code).toBe('SPEND_PAUSED')
    expect(fromChain({ code: -32603, message: 'reverted', data: { data: paused } }).code).toBe('SPEND_PAUSED')
  })
})

describe('the tree', () => {
  test('an AppError inside of it stays what it is', () => {
    const known = new AppError('BAD_MONTH', { value: 'x' })
    expect(fromChain(new Error('outer', { cause: known }))).toBe(known)
  })

  test('a circle of causes ends', () => {
    const first = new Error('a')
    const second = new Error('b', { cause: first })
    first.cause = second
    expect(fromChain(first).code).toBe('UNEXPECTED')
  })

  test.each([null, undefined, 'text', 7, new Error('plain')])('%s is not of the chain', (thrown) => {
    expect(readChain(thrown)).toBeNull()
    expect(fromChain(thrown).code).toBe('UNEXPECTED')
  })

  test('the original error stays as the cause', () => {
    const error = executionError(paused)
    expect(fromChain(error).cause).toBe(error)
  })
})
