import { BaseError, decodeFunctionData, type Hex, isHex } from 'viem'
import { ABIS, type ContractName, DEPLOYMENTS, type Deployment } from '@/contracts-abi'
import { AppError } from './app-error'
import { type CallContext, failedTrial, fromCustomError, fromRevert } from './revert'
import type { ErrorCode } from './table'

/**
 * What the caller knows of the call, all optional: the contract, its function, and values that complete the sentence (`until` of a
 * pause, `readyAt` of an operation, `currency`, `want` and `have` of a network).
 */
export type ChainErrorContext = CallContext & { deployments?: Record<number, Deployment> }

/** Names, not classes: the wallet library may carry a copy of viem of its own. First match of the tree, outermost first. */
const BY_NAME: Record<string, ErrorCode> = {
  UserRejectedRequestError: 'TX_REJECTED',
  AtomicReadyWalletRejectedUpgradeError: 'TX_REJECTED',
  UnauthorizedProviderError: 'WALLET_NOT_CONNECTED',
  ConnectorNotConnectedError: 'WALLET_NOT_CONNECTED',
  ConnectorNotFoundError: 'WALLET_NOT_CONNECTED',
  ConnectorUnavailableReconnectingError: 'WALLET_NOT_CONNECTED',
  ProviderNotFoundError: 'WALLET_NOT_CONNECTED',
  AccountNotFoundError: 'WALLET_NOT_CONNECTED',
  ProviderDisconnectedError: 'WALLET_NOT_CONNECTED',
  ConnectorAccountNotFoundError: 'WALLET_ACCOUNT_CHANGED',
  ResourceUnavailableRpcError: 'WALLET_BUSY',
  ChainMismatchError: 'WRONG_NETWORK',
  ConnectorChainMismatchError: 'WRONG_NETWORK',
  ChainDisconnectedError: 'WRONG_NETWORK',
  SwitchChainError: 'NETWORK_UNKNOWN_TO_WALLET',
  UnsupportedChainIdError: 'NETWORK_UNKNOWN_TO_WALLET',
  ChainNotConfiguredError: 'NETWORK_UNKNOWN_TO_WALLET',
  SwitchChainNotSupportedError: 'WALLET_UNSUPPORTED',
  UnsupportedProviderMethodError: 'WALLET_UNSUPPORTED',
  MethodNotSupportedRpcError: 'WALLET_UNSUPPORTED',
  AtomicityNotSupportedError: 'WALLET_UNSUPPORTED',
  UnsupportedNonOptionalCapabilityError: 'WALLET_UNSUPPORTED',
  InsufficientFundsError: 'NO_GAS_MONEY',
  NonceTooHighError: 'TX_NONCE',
  NonceTooLowError: 'TX_NONCE',
  FeeCapTooLowError: 'TX_FEE_TOO_LOW',
  TipAboveFeeCapError: 'TX_FEE_TOO_LOW',
  WaitForTransactionReceiptTimeoutError: 'TX_NOT_CONFIRMED',
  TransactionNotFoundError: 'TX_NOT_FOUND',
  TransactionReceiptNotFoundError: 'TX_NOT_FOUND',
  TransactionReceiptRevertedError: 'TX_REVERTED',
  BlockNotFoundError: 'BLOCK_NOT_FOUND',
  ContractFunctionZeroDataError: 'NO_CODE',
  HttpRequestError: 'RPC_AWAY',
  WebSocketRequestError: 'RPC_AWAY',
  SocketClosedError: 'RPC_AWAY',
  TimeoutError: 'RPC_AWAY',
  LimitExceededRpcError: 'RPC_AWAY',
}

/** EIP-1193 and WalletConnect codes of providers that throw plain objects. */
const BY_CODE: Record<number, ErrorCode> = {
  4001: 'TX_REJECTED',
  5000: 'TX_REJECTED',
  4100: 'WALLET_NOT_CONNECTED',
  4200: 'WALLET_UNSUPPORTED',
  4900: 'WALLET_NOT_CONNECTED',
  4901: 'WRONG_NETWORK',
  4902: 'NETWORK_UNKNOWN_TO_WALLET',
  [-32002]: 'WALLET_BUSY',
}

const NO_HISTORY =
  /missing trie node|historical state|state (is )?not available|header not found|pruned|BlockOutOfRange/i

/** Any failure of a read, a simulation or a wallet as an `AppError`; what is not of the chain at all is UNEXPECTED. */
export function fromChain(error: unknown, context: ChainErrorContext = {}): AppError {
  return readChain(error, context) ?? new AppError('UNEXPECTED', {}, { cause: error })
}

/** Null when nothing in the tree is known to come from a chain or a wallet. */
export function readChain(error: unknown, context: ChainErrorContext = {}): AppError | null {
  const tree = treeOf(error)
  const known = tree.find((node) => node instanceof AppError)
  if (known instanceof AppError) return known
  const call = { ...calledBy(tree, context), ...context }
  return (
    fromNames(tree, ['TX_REJECTED'], call, error) ??
    revertIn(tree, call, error) ??
    fromNames(tree, null, call, error) ??
    rest(tree, error)
  )
}

type Node = { name?: unknown; code?: unknown; message?: unknown; cause?: unknown; data?: unknown } & Record<
  string,
  unknown
>

/** The error and its causes, outermost first; bounded, because a cause may point back. */
function treeOf(error: unknown): Node[] {
  const nodes: Node[] = []
  let node: unknown = error
  while (typeof node === 'object' && node !== null && nodes.length < 16 && !nodes.includes(node as Node)) {
    nodes.push(node as Node)
    node = (node as Node).cause
  }
  return nodes
}

function fromNames(tree: Node[], only: ErrorCode[] | null, call: CallContext, cause: unknown): AppError | null {
  for (const node of tree) {
    const code = BY_NAME[String(node.name)] ?? (typeof node.code === 'number' ? BY_CODE[node.code] : undefined)
    if (code && (!only || only.includes(code))) return new AppError(code, valuesOf(code, node, call), { cause })
  }
  return null
}

/** What the sentences need and viem's errors carry. */
function valuesOf(code: ErrorCode, node: Node, call: CallContext) {
  const address = typeof node.address === 'string' ? node.address : undefined
  const defaults =
    code === 'NO_GAS_MONEY' ? { currency: 'ETH' } : code === 'WRONG_NETWORK' ? { want: 'the one of this site' } : {}
  return { ...defaults, ...(address ? { address } : {}), ...call.values }
}

function revertIn(tree: Node[], call: CallContext, cause: unknown): AppError | null {
  for (const node of tree) {
    const data = revertData(node)
    if (data) return fromRevert(data, call, cause)
  }
  const reverted = tree.find(
    ({ name }) => name === 'ContractFunctionRevertedError' || name === 'ExecutionRevertedError',
  )
  if (!reverted) return null
  const decoded = reverted.data as { errorName?: string; args?: readonly never[] } | undefined
  if (decoded?.errorName) return fromCustomError(decoded.errorName, decoded.args ?? [], call, cause)
  return failedTrial(reasonOf(reverted), cause)
}

/** `raw` of viem's revert, `data` of an RPC error, or `data.data` as some wallets wrap it. Fewer than four bytes say nothing. */
function revertData(node: Node): Hex | null {
  const nested = typeof node.data === 'object' && node.data !== null ? (node.data as Node).data : node.data
  const data = [node.raw, nested].find((value) => isHex(value) && value.length >= 10)
  // A transaction's own calldata sits in `data` of other errors: only reverts and RPC errors carry revert data.
  const isRevert =
    /Revert|RawContract|RpcError|RpcRequest|UnknownNode/.test(String(node.name)) || typeof node.code === 'number'
  return isRevert && isHex(data) ? data : null
}

function reasonOf(node: Node): string | undefined {
  const reason = typeof node.reason === 'string' ? node.reason : undefined
  return reason === 'execution reverted' ? undefined : reason
}

/** Which contract was called, from the tree: by address, else by a function only its ABI has. Looks through `AccessManager.execute`. */
function calledBy(tree: Node[], { deployments = DEPLOYMENTS }: ChainErrorContext): CallContext {
  const node = tree.find(({ name }) => name === 'ContractFunctionExecutionError')
  if (!node) return {}
  const functionName = String(node.functionName)
  const contract = nameOf(node.contractAddress, deployments) ?? nameByAbi(node.abi)
  const [target, data] = Array.isArray(node.args) ? node.args : []
  if (functionName !== 'execute' || !isHex(data)) return { contract, functionName }
  const inner = nameOf(target, deployments)
  return { contract: inner, functionName: inner ? functionOf(inner, data) : undefined }
}

function nameOf(address: unknown, deployments: Record<number, Deployment>): ContractName | undefined {
  if (typeof address !== 'string') return undefined
  for (const { contracts } of Object.values(deployments)) {
    const found = Object.entries(contracts).find(([, entry]) => entry.address.toLowerCase() === address.toLowerCase())
    if (found) return found[0] as ContractName
  }
  return undefined
}

function nameByAbi(abi: unknown): ContractName | undefined {
  return (Object.keys(ABIS) as ContractName[]).find((name) => ABIS[name] === abi)
}

function functionOf(contract: ContractName, data: Hex): string | undefined {
  try {
    return decodeFunctionData({ abi: ABIS[contract], data }).functionName
  } catch {
    return undefined
  }
}

/** What viem or a provider threw and no rule names. */
function rest(tree: Node[], cause: unknown): AppError | null {
  const text = tree.map(({ message }) => (typeof message === 'string' ? message : '')).join('\n')
  if (NO_HISTORY.test(text)) return new AppError('RPC_NO_HISTORY', {}, { cause })
  if (tree.some((node) => node.name === 'ContractFunctionExecutionError')) return failedTrial(undefined, cause)
  if (tree.some((node) => node instanceof BaseError || String(node.name).endsWith('RpcError'))) {
    return new AppError('RPC_AWAY', {}, { cause })
  }
  return null
}
