import { AddressText } from '@/components/ui/address'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import type { ContractName } from '@/contracts-abi'
import { innerCalls, linesOf, namesOf } from '@/lib/domain/call-lines'
import type { CallMeaning } from '@/lib/domain/call-meaning'
import { findCall, type Target } from '@/lib/domain/operation'
import type { SafeCall } from '@/lib/domain/safe-hash'
import { calls } from '@/messages/calls'
import { safe as words } from '@/messages/safe'

function meaningOf(contract: string, functionName: string): CallMeaning | null {
  const of: Readonly<Record<string, CallMeaning>> = calls[contract as ContractName]
  return of[functionName] ?? null
}

/** Calls may carry calls; deeper ones stand as their bytes. */
const MOST_DEPTH = 3

type Props = { call: SafeCall; targets: readonly Target[]; depth?: number }

/** One call with its arguments and their units, and the calls it carries; bytes where nothing reads them. */
export function CallText({ call, targets, depth = 0 }: Props) {
  const found = depth < MOST_DEPTH ? findCall(call.to, call.data, targets) : null
  if (!found) {
    return (
      <>
        <p className="text-table text-ink-2">
          {words.target} <AddressText address={call.to} full />
        </p>
        <p className="mt-1 text-caption text-ink-3">{words.raw}</p>
        <p className="mono text-caption break-all text-ink-2">{call.data}</p>
      </>
    )
  }
  const meaning = meaningOf(found.target.name, found.item.name)
  const inner = innerCalls(found)
  const lines = linesOf(found, meaning, namesOf(targets))
  return (
    <>
      <p className="text-table text-ink-2">
        <span className="mono">{`${found.target.name}.${found.item.name}`}</span>
        {meaning && ` · ${meaning.intent}`}
      </p>
      {inner.length === 0 ? (
        <KeyValues>
          {lines.map(({ path, label, text }) => (
            <KeyValue key={path} name={label}>
              <span className="break-all">{text}</span>
            </KeyValue>
          ))}
        </KeyValues>
      ) : (
        inner.map((one, i) => (
          // The same call may stand in a list twice.
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes its order
          <div key={i} className="mt-1 border-l border-rule-2 pl-3">
            <CallText call={one} targets={targets} depth={depth + 1} />
          </div>
        ))
      )}
    </>
  )
}
