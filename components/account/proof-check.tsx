'use client'

import { useQuery } from '@tanstack/react-query'
import type { Hex } from 'viem'
import { TxHash } from '@/components/ui/address'
import { grouped } from '@/components/ui/amount-text'
import { Button } from '@/components/ui/button'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { Note } from '@/components/ui/note'
import { useWallet } from '@/components/wallet/use-wallet'
import type { ReceiptFacts } from '@/lib/domain/receipt'
import { chainKey } from '@/lib/queries/keys'
import { type ProofCheck as Check, checkReceipt } from '@/lib/queries/receipt-proof'
import { usage } from '@/messages/usage'

const { proof: say } = usage

type Props = { facts: ReceiptFacts; leaf: Hex; proof: readonly Hex[]; txHash: Hex }

/** Hashes the receipt and climbs to the root here, then asks the chain: nothing of it is taken from our server's word. */
export function ProofCheck({ facts, leaf, proof, txHash }: Props) {
  const { at, chainId } = useWallet()
  const { data, isError, isFetching, refetch } = useQuery({
    queryKey: [...chainKey(chainId), 'receipt-proof', leaf, txHash],
    queryFn: () => checkReceipt(at, facts, { leaf, proof, txHash }),
    retry: false,
    // A root that is there stays there: asked again by hand, or on the next visit.
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <div>
      <Note tone={toneOf(data, isError)} announce>
        {isError ? say.away : data ? sentenceOf(data) : say.checking}
      </Note>
      {data && (
        <KeyValues>
          <KeyValue name={say.leafName}>
            <span className="mono break-all">{data.leaf}</span>
          </KeyValue>
          <KeyValue name={say.rootName}>
            <span className="mono break-all">{data.root}</span>
          </KeyValue>
          <KeyValue name={say.settlement}>
            <TxHash hash={txHash} href={`/payments/${txHash}`} />
          </KeyValue>
        </KeyValues>
      )}
      <details className="mt-3 text-caption">
        <summary>
          {say.steps}: {proof.length}
        </summary>
        <ol className="mono mt-1.5 grid gap-0.5 break-all text-ink-3">
          {proof.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </details>
      <Button size="table" className="mt-3" pending={isFetching ? say.checking : null} onClick={() => refetch()}>
        {say.again}
      </Button>
    </div>
  )
}

function toneOf(data: Check | undefined, isError: boolean) {
  if (isError) return 'warning'
  if (!data) return 'neutral'
  return data.ok ? 'success' : data.reason === 'gone' ? 'warning' : 'danger'
}

function sentenceOf(check: Check): string {
  return check.ok ? say.ok(grouped(check.block)) : say[check.reason]
}
