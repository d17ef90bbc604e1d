import { type Abi, type Address, getAddress, type Hex, isAddress, isHex, toFunctionSelector } from 'viem'
import { ABIS, type ContractName, DEPLOYMENTS } from '../../contracts-abi'
import { targetsIn } from '../../lib/chain/targets'
import type { Target } from '../../lib/domain/operation'
import { type CallDoubt, type ImportedBatch, importBatch } from '../../lib/domain/safe-batch'
import { offline as words } from '../../lib/messages/en/offline'
import { safeBatch } from '../../lib/messages/en/safe-batch'

/** The fields of the page, as typed. */
export type Typed = { text: string; target: string; chain: string; account: string; nonce: string; multiSend: string }
export type FieldName = keyof Typed

export type ReadCall = {
  to: Address
  value: bigint
  data: Hex
  /** What it is decoded with: a contract of ours at its address, or one that has the selector. */
  target: Target | null
  doubts: CallDoubt[]
  notes: string[]
}
export type Input = {
  chainId: number | null
  account: Address | null
  nonce: bigint | null
  multiSend: Address | null
  calls: ReadCall[]
  batch: Pick<ImportedBatch, 'name' | 'safe'> | null
  /** What is wrong with a field. */
  faults: Partial<Record<FieldName, string>>
}

/** Our contracts on a chain; none where nothing is deployed. */
export const targetsOn = (chainId: number): Target[] => targetsIn(DEPLOYMENTS[chainId])

const SELECTORS = (Object.keys(ABIS) as ContractName[]).map((name) => {
  const abi = ABIS[name] as Abi
  return { name, abi, selectors: abi.flatMap((item) => (item.type === 'function' ? toFunctionSelector(item) : [])) }
})

/** Reads everything that was typed. An empty field is no fault: it is not asked for yet. */
export function readInput(typed: Typed): Input {
  const faults: Input['faults'] = {}
  const address = (name: 'target' | 'account' | 'multiSend'): Address | null => {
    const text = typed[name].trim()
    if (text === '') return null
    if (isAddress(text)) return getAddress(text)
    faults[name] = words.badAddress
    return null
  }
  const number = (name: 'chain' | 'nonce', say: string): bigint | null => {
    const text = typed[name].trim()
    if (text === '') return null
    if (/^\d{1,15}$/.test(text)) return BigInt(text)
    faults[name] = say
    return null
  }
  const chain = number('chain', words.badChain)
  const chainId = chain === null ? null : Number(chain)
  const head = {
    chainId,
    account: address('account'),
    nonce: number('nonce', words.badNonce),
    multiSend: address('multiSend'),
  }
  const target = address('target')
  const text = typed.text.trim()
  if (text === '' || chainId === null) return { ...head, calls: [], batch: null, faults }
  if (text.startsWith('{')) return { ...head, ...readBatch(text, chainId, faults) }
  if (!isHex(text) || text.length % 2 !== 0)
    return { ...head, calls: [], batch: null, faults: { ...faults, text: words.noHex } }
  const call = faults.target ? null : readCalldata(text, target, chainId)
  if (!call && !faults.target) faults.target = words.noTarget
  return { ...head, calls: call ? [call] : [], batch: null, faults }
}

function readBatch(text: string, chainId: number, faults: Input['faults']): Pick<Input, 'calls' | 'batch' | 'faults'> {
  const targets = targetsOn(chainId)
  const read = importBatch(text, { chainId, targets })
  if (!read.ok) return { calls: [], batch: null, faults: { ...faults, text: safeBatch.fault(read.fault, read.at) } }
  const { name, safe } = read.batch
  const calls = read.batch.calls.map(({ to, value, data, doubts }) => readCall({ to, value, data }, targets, doubts))
  return { calls, batch: { name, safe }, faults }
}

/** Without a target: the one contract of ours on this chain that has the function. Null when that is not one. */
function readCalldata(data: Hex, to: Address | null, chainId: number): ReadCall | null {
  const targets = targetsOn(chainId)
  if (to) {
    const isOurs = targets.some(({ address }) => address === to)
    return readCall({ to, value: 0n, data }, targets, isOurs ? [] : ['unknown-target'])
  }
  const [only, ...others] = targets.filter(({ name }) => namesWith(data).includes(name))
  if (!only || others.length > 0) return null
  const read = readCall({ to: only.address, value: 0n, data }, targets, [])
  return { ...read, notes: [words.guessed(only.name), ...read.notes] }
}

const namesWith = (data: Hex): string[] =>
  SELECTORS.filter(({ selectors }) => selectors.includes(data.slice(0, 10).toLowerCase() as Hex)).map(
    ({ name }) => name,
  )

/** A call with what it can be decoded with; an address that is none of ours is read by its selector, and says so. */
export function readCall(
  { to, value, data }: { to: Address; value: bigint; data: Hex },
  targets: readonly Target[],
  doubts: CallDoubt[],
): ReadCall {
  const ours = targets.find(({ address }) => address.toLowerCase() === to.toLowerCase())
  if (ours) return { to, value, data, target: ours, doubts, notes: [] }
  const [first] = namesWith(data)
  const like = SELECTORS.find(({ name }) => name === first)
  if (!like) return { to, value, data, target: null, doubts, notes: [] }
  return {
    to,
    value,
    data,
    doubts,
    target: { name: like.name, address: to, abi: like.abi },
    notes: [words.asIf(like.name)],
  }
}
