import { type Address, keccak256, size, slice } from 'viem'
import type { ContractName } from '../../contracts-abi'
import { innerCalls, linesOf, type Names, namesOf } from '../../lib/domain/call-lines'
import type { CallMeaning } from '../../lib/domain/call-meaning'
import { findCall, operationId } from '../../lib/domain/operation'
import { batchSafeTx, MULTI_SENDS, safeHashes } from '../../lib/domain/safe-hash'
import { calls as meanings } from '../../lib/messages/en/calls'
import { offline as words } from '../../lib/messages/en/offline'
import { safeBatch } from '../../lib/messages/en/safe-batch'
import { type Input, type ReadCall, readCall, targetsOn } from './input'

export type Row = { name: string; value: string; isCode?: boolean }
export type Section = { title: string; warnings: string[]; rows: Row[] }

/** Everything the page shows of what was typed, in order: the batch, each call with those it carries, the Safe's hashes. */
export function reportOf(input: Input): Section[] {
  if (input.calls.length === 0 || input.chainId === null) return []
  const names = namesOf(targetsOn(input.chainId))
  const calls = input.calls.flatMap((call, i) => callSections(call, { input, names, at: i + 1, depth: 0 }))
  return [...batchSection(input), ...calls, safeSection(input)]
}

function batchSection({ batch, account }: Input): Section[] {
  if (!batch) return []
  const isOther = batch.safe !== null && account !== null && batch.safe.toLowerCase() !== account.toLowerCase()
  return [
    {
      title: words.batch,
      warnings: isOther ? [words.otherSafe] : [],
      rows: [
        { name: words.batchName, value: `${batch.name} — ${safeBatch.nameNote}` },
        ...(batch.safe ? [{ name: words.batchSafe, value: batch.safe, isCode: true }] : []),
      ],
    },
  ]
}

type Place = { input: Input; names: Names; at: number; depth: number }

/** How deep calls may lie inside one another: schedule in multicall in schedule has no use. */
const MOST_DEPTH = 3

function callSections(call: ReadCall, place: Place): Section[] {
  const { input, names, at, depth } = place
  const found = call.target && findCall(call.to, call.data, [call.target])
  const meaning = found ? meaningOf(found.target.name, found.item.name) : null
  const name = found ? `${found.target.name}.${found.item.name}` : words.unknown
  const inside = found && depth < MOST_DEPTH ? innerCalls(found) : []
  const targets = targetsOn(input.chainId ?? 0)
  const notes = [...call.doubts.map(safeBatch.doubt), ...call.notes]
  if (call.target && !found && size(call.data) > 0) notes.push(safeBatch.doubt('unknown-function'))
  const section: Section = {
    title: depth === 0 ? words.call(at, input.calls.length, name) : words.inner(name),
    warnings: [...new Set(notes)],
    rows: [
      ...(meaning ? [{ name: words.does, value: meaning.intent }] : []),
      { name: words.target, value: names.address(call.to) ?? words.unknown },
      { name: words.contract, value: call.to, isCode: true },
      ...(found
        ? linesOf(found, meaning, names).map(({ path, label, text }) => ({ name: lineName(label, path), value: text }))
        : []),
      ...(call.value > 0n ? [{ name: words.value, value: call.value.toString() }] : []),
      ...hashRows(call, input.account, inside.length > 0),
    ],
  }
  const carried = inside.flatMap((one) =>
    callSections(
      readCall(
        one,
        targets,
        targets.some(({ address }) => address.toLowerCase() === one.to.toLowerCase()) ? [] : ['unknown-target'],
      ),
      {
        ...place,
        depth: depth + 1,
      },
    ),
  )
  return [section, ...carried]
}

const lineName = (label: string, path: string): string => (label === path ? path : `${label} (${path})`)

/** The id an operation has when the account schedules this very call; a call that carries another one has none of its own to show. */
function hashRows({ to, data }: ReadCall, account: Address | null, isCarrier: boolean): Row[] {
  return [
    { name: words.selector, value: size(data) >= 4 ? slice(data, 0, 4) : words.noData, isCode: true },
    { name: words.data, value: data, isCode: true },
    { name: words.dataHash, value: keccak256(data), isCode: true },
    ...(isCarrier
      ? []
      : [
          account
            ? { name: words.operation, value: operationId(account, to, data), isCode: true }
            : { name: words.operation, value: words.operationOf },
        ]),
  ]
}

function meaningOf(contract: string, functionName: string): CallMeaning | null {
  const of: Readonly<Record<string, CallMeaning>> = meanings[contract as ContractName]
  return of[functionName] ?? null
}

function safeSection({ calls, chainId, account, nonce, multiSend }: Input): Section {
  const empty = { title: words.safe, warnings: [] }
  if (!account || nonce === null || chainId === null) {
    return { ...empty, rows: [{ name: words.safeTxHash, value: words.safeNeeds }] }
  }
  const tx = batchSafeTx(calls, multiSend ?? MULTI_SENDS['1.4.1'], nonce)
  const { domain, message, safeTxHash } = safeHashes({ chainId, safe: account }, tx)
  return {
    ...empty,
    rows: [
      { name: words.safeTo, value: tx.to, isCode: true },
      { name: words.safeOperation, value: tx.operation === 1 ? words.delegate : words.plain },
      { name: words.nonce, value: nonce.toString() },
      { name: words.domainHash, value: domain, isCode: true },
      { name: words.messageHash, value: message, isCode: true },
      { name: words.safeTxHash, value: safeTxHash, isCode: true },
    ],
  }
}
