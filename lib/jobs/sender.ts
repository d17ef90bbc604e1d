import { type Abi, encodeFunctionData, type Hash, type Hex, keccak256, type TransactionReceipt } from 'viem'
import { said } from '../chain/at'
import { localChain } from '../chain/chains'
import type { ChainClient } from '../chain/clients'
import type { Signer } from '../chain/signer'
import type { Db, Queryable } from '../db/connect'
import {
  type Attempt,
  addAttempt,
  endTransaction,
  findByPurpose,
  forgetFrom,
  insertSigned,
  listOpen,
  lockSender,
  releasePurpose,
  type SentTransaction,
} from '../db/transaction-rows'
import { greater } from '../domain/money'
import { AppError } from '../errors/app-error'

export type Call = { address: Hex; abi: Abi; functionName: string; args?: readonly unknown[] }

export type SendOptions = {
  db: Db
  client: ChainClient
  signer: Signer
  /** Taken once: asked again with the same, the transaction that is there already is followed. */
  purpose: string
  call: Call
  /** Refused above it. A settlement of 500 users needs 7 million. */
  maxGas?: bigint
  /** wei per gas; refused above it rather than waited for. */
  maxFee?: bigint
  /** A transaction that is not mined after so long is replaced at a higher fee. */
  replaceAfterMs?: number
  /** After this the caller may ask again later: nothing is lost. */
  limitMs?: number
  pollMs?: number
}

const GWEI = 1_000_000_000n
const STANDARD = { maxGas: 30_000_000n, maxFee: 500n * GWEI, replaceAfterMs: 60_000, limitMs: 120_000, pollMs: 500 }
type Settings = SendOptions & typeof STANDARD

/**
 * Simulates, signs, stores, sends and waits. The signed bytes are in the database before they leave: whoever is killed at any point and
 * asks again sends the same transaction, never a second one. One that was reverted did nothing, and is tried anew. A refused call costs
 * nothing and throws the contract's own error. Throws TX_REVERTED, TX_REPLACED (the nonce went to something else, the purpose is free again), TX_NOT_CONFIRMED (ask again later),
 * GAS_TOO_HIGH, FEE_TOO_HIGH.
 */
export async function send(options: SendOptions): Promise<TransactionReceipt> {
  const settings: Settings = { ...STANDARD, ...options }
  const { db, client, purpose, signer } = settings
  const there = await findByPurpose(db, client.chain.id, purpose)
  if (there?.state === 'reverted') await releasePurpose(db, there, 'reverted')
  else if (there && (await isOfThisChain(settings, there))) return follow(settings, there)
  const gas = await estimate(settings)
  const row = await db.transaction(async (tx) => {
    await lockSender(tx, client.chain.id, signer.address.toLowerCase())
    const taken = await findByPurpose(tx, client.chain.id, purpose)
    if (taken) return taken
    const nonce = await nextNonce(settings, tx)
    const unsigned = { nonce, gas, to: settings.call.address, data: dataOf(settings.call) }
    const signed = await sign(settings, unsigned, null)
    const fresh: SentTransaction = {
      chainId: client.chain.id,
      sender: signer.address.toLowerCase() as Hex,
      purpose,
      ...unsigned,
      attempts: [signed],
      state: 'signed',
      createdAt: new Date(signed.at),
      minedHash: null,
      minedBlock: null,
    }
    await insertSigned(tx, fresh)
    return fresh
  })
  return follow(settings, row)
}

const dataOf = ({ abi, functionName, args }: Call): Hex => encodeFunctionData({ abi, functionName, args: args ?? [] })

/** Rows of a local chain that was started anew are forgotten; elsewhere a chain never counts back. */
async function isOfThisChain({ db, client, signer }: Settings, row: SentTransaction): Promise<boolean> {
  if (client.chain.id !== localChain.id || row.state === 'signed') return true
  const used = await said(client.getTransactionCount({ address: signer.address }))
  if (row.nonce < used) return true
  await forgetFrom(db, client.chain.id, row.sender, used)
  return false
}

async function estimate({ client, signer, call, maxGas }: Settings): Promise<bigint> {
  await said(client.simulateContract({ ...call, account: signer.address }))
  const needed = await said(client.estimateGas({ account: signer.address, to: call.address, data: dataOf(call) }))
  // A fifth more: state may change between the estimate and the block. Never above the bound itself.
  const gas = (needed * 6n) / 5n
  if (needed > maxGas) throw new AppError('GAS_TOO_HIGH', { gas: needed, maxGas })
  return gas > maxGas ? maxGas : gas
}

/** Above everything that is signed: what was not mined yet goes first. */
async function nextNonce({ client, signer }: Settings, tx: Queryable): Promise<number> {
  const sender = signer.address.toLowerCase() as Hex
  const { id } = client.chain
  const pending = await said(client.getTransactionCount({ address: signer.address, blockTag: 'pending' }))
  const open = await listOpen(tx, id, sender)
  const [first] = open
  const isOfOldChain = id === localChain.id && first !== undefined && first.nonce > pending
  if (isOfOldChain || !first) {
    // Nothing fills the gap below, or nothing is open: rows at or above are of a local chain that was started anew.
    if (id === localChain.id) await forgetFrom(tx, id, sender, pending)
    return pending
  }
  return Math.max(pending, (open.at(-1)?.nonce ?? 0) + 1)
}

type Unsigned = Pick<SentTransaction, 'nonce' | 'gas' | 'to' | 'data'>

/** Nodes ask for a tenth more to replace; an eighth is what wallets give. */
const raised = (fee: bigint): bigint => (fee * 9n + 7n) / 8n

async function sign(settings: Settings, unsigned: Unsigned, last: Attempt | null): Promise<Attempt> {
  const { client, signer, maxFee } = settings
  const now = await said(client.estimateFeesPerGas())
  const floor = last ? raised(BigInt(last.maxFeePerGas)) : 0n
  const maxFeePerGas = greater(now.maxFeePerGas, floor)
  if (maxFeePerGas > maxFee) throw new AppError('FEE_TOO_HIGH', { fee: maxFeePerGas, maxFee })
  // A replacement has to raise both; the tip may be all of the fee.
  const maxPriorityFeePerGas = last ? maxFeePerGas : now.maxPriorityFeePerGas
  const raw = await signer.signTransaction({
    chainId: client.chain.id,
    nonce: unsigned.nonce,
    gas: unsigned.gas,
    to: unsigned.to,
    data: unsigned.data,
    maxFeePerGas,
    maxPriorityFeePerGas,
  })
  return { hash: keccak256(raw), raw, maxFeePerGas: `${maxFeePerGas}`, at: new Date().toISOString() }
}

/** Until one of its attempts is mined. What the key signed before goes first: a gap in its nonces would hold up everything after it. */
async function follow(settings: Settings, row: SentTransaction): Promise<TransactionReceipt> {
  const { limitMs, pollMs, client, db } = settings
  const started = performance.now()
  const looks: Looks = new Map()
  for (let isFirst = true; ; isFirst = false) {
    for (const before of await listOpen(db, client.chain.id, row.sender))
      if (before.nonce < row.nonce) await tend(settings, before, isFirst, looks)
    const found = await tend(settings, row, isFirst, looks)
    if (found === 'dropped') throw new AppError('TX_REPLACED', { hash: row.attempts.at(-1)?.hash })
    if (found !== 'waiting') {
      if (found.status === 'reverted') throw new AppError('TX_REVERTED', { hash: found.transactionHash })
      return found
    }
    if (performance.now() - started > limitMs)
      throw new AppError('TX_NOT_CONFIRMED', { hash: row.attempts.at(-1)?.hash })
    await new Promise((wake) => setTimeout(wake, pollMs))
  }
}

/** How often the nonce of a transaction was found used, and no receipt of it: a node shows the one a moment before the other. */
type Looks = Map<number, number>
const LOOKS = 5

/** One look at a transaction: ended, lost to another one with its nonce, or still waiting, sent again and after a while replaced. */
async function tend(
  settings: Settings,
  row: SentTransaction,
  isFirst: boolean,
  looks: Looks,
): Promise<TransactionReceipt | 'waiting' | 'dropped'> {
  const { client, db, replaceAfterMs } = settings
  const used = await usedNonces(settings)
  const receipt = await findReceipt(client, row.attempts)
  if (receipt) {
    await noteEnd(db, row, receipt)
    return receipt
  }
  if (used > row.nonce) {
    const look = (looks.get(row.nonce) ?? 0) + 1
    looks.set(row.nonce, look)
    if (look < LOOKS) return 'waiting'
    await releasePurpose(db, row, 'dropped')
    return 'dropped'
  }
  const last = row.attempts.at(-1)
  if (last && Date.now() - Date.parse(last.at) > replaceAfterMs) {
    const next = await sign(settings, row, last)
    await addAttempt(db, row, next)
    row.attempts.push(next)
    await broadcast(client, next)
  } else if (isFirst) await broadcast(client, last)
  return 'waiting'
}

/** Behind a balancer one node may be ahead of the one that is asked for the receipt: only what is buried counts as used. */
const BURIED = 5n

async function usedNonces({ client, signer }: Settings): Promise<number> {
  const head = await said(client.getBlockNumber())
  const isLocal = client.chain.id === localChain.id
  const blockNumber = isLocal || head < BURIED ? head : head - BURIED
  return said(client.getTransactionCount({ address: signer.address, blockNumber }))
}

/** A node that knows it already, or has mined it, says so by an error; one that is away is asked again by the next round. */
async function broadcast(client: ChainClient, attempt: Attempt | undefined): Promise<void> {
  if (attempt) await client.sendRawTransaction({ serializedTransaction: attempt.raw }).catch(() => {})
}

async function findReceipt(client: ChainClient, attempts: readonly Attempt[]): Promise<TransactionReceipt | null> {
  for (const { hash } of attempts.toReversed()) {
    const receipt = await receiptOf(client, hash)
    if (receipt) return receipt
  }
  return null
}

async function receiptOf(client: ChainClient, hash: Hash): Promise<TransactionReceipt | null> {
  try {
    return await client.getTransactionReceipt({ hash })
  } catch (error) {
    if (error instanceof Error && error.name === 'TransactionReceiptNotFoundError') return null
    return said(Promise.reject(error))
  }
}

async function noteEnd(db: Db, row: SentTransaction, receipt: TransactionReceipt): Promise<void> {
  const state = receipt.status === 'success' ? 'mined' : 'reverted'
  const { transactionHash, blockNumber } = receipt
  if (row.state === state && row.minedHash === transactionHash && row.minedBlock === blockNumber) return
  await endTransaction(db, row, { state, minedHash: transactionHash, minedBlock: blockNumber })
}
