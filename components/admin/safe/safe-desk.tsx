'use client'

import { Download } from 'lucide-react'
import { useState } from 'react'
import { getAddress, isAddress } from 'viem'
import { useCapability } from '@/components/tx/use-capability'
import { Button } from '@/components/ui/button'
import { Column, Columns } from '@/components/ui/columns'
import { Field } from '@/components/ui/field'
import { Note } from '@/components/ui/note'
import { Section } from '@/components/ui/section'
import { useWallet } from '@/components/wallet/use-wallet'
import { targetsIn } from '@/lib/chain/targets'
import { type ImportedBatch, MOST_CALLS } from '@/lib/domain/safe-batch'
import { type CartItem, isSameCall } from '@/lib/domain/safe-cart'
import { safe as words } from '@/messages/safe'
import { CartList } from './cart-list'
import { NonceNotes } from './nonce-notes'
import { OpenBatch } from './open-batch'
import { SafeHashes } from './safe-hashes'
import { saveBatch } from './save-batch'
import { useCart } from './use-cart'

/** The batch of this browser, a file of somebody else, and the hashes both come to. `now`: block time, seconds. */
export function SafeDesk({ now }: { now: number }) {
  const { address, at, chainId } = useWallet()
  const capability = useCapability()
  const { items, put } = useCart(chainId)
  const [name, setName] = useState<string>(words.nameDefault)
  const [typed, setTyped] = useState<string | null>(null)
  const [opened, setOpened] = useState<ImportedBatch | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const targets = targetsIn(at.deployment)
  const text = typed ?? (capability?.isSafe && address ? address : (opened?.safe ?? ''))
  const safe = isAddress(text.trim()) ? getAddress(text.trim()) : null
  const calls = opened?.calls ?? items.map((item) => ({ ...item, value: 0n }))

  function change(next: readonly CartItem[]) {
    setFault(put(next) ? null : words.notKept)
  }
  function take(batch: ImportedBatch): string | null {
    const all = [...items]
    for (const { to, data, call } of batch.calls) {
      const title = call ? `${call.contract}.${call.functionName}` : words.unknownCall
      if (!all.some((one) => isSameCall(one, { to, data }))) all.push({ title, reason: '', to, data })
    }
    if (all.length > MOST_CALLS) return words.full(MOST_CALLS)
    return put(all) ? null : words.notKept
  }
  return (
    <Columns className="mt-5">
      <Column span={7}>
        <Section title={words.batch} note={items.length > 0 ? words.calls(items.length) : undefined}>
          <CartList items={items} targets={targets} onChange={change} />
          {items.length > 0 && (
            <div className="mt-3 grid gap-3">
              <Field label={words.name} value={name} maxLength={80} onChange={(event) => setName(event.target.value)} />
              <div className="flex flex-wrap gap-2">
                <Button
                  kind="primary"
                  icon={Download}
                  onClick={() =>
                    saveBatch(at, { name: name.trim() || words.nameDefault, safe, items, createdAt: now * 1000 })
                  }
                >
                  {words.save}
                </Button>
                <Button kind="ghost" onClick={() => change([])}>
                  {words.clear}
                </Button>
              </div>
              <p className="text-caption text-ink-3">{words.howOpen}</p>
            </div>
          )}
          {fault && (
            <Note tone="danger" announce className="mt-3">
              {fault}
            </Note>
          )}
        </Section>
        <Section title={words.openTitle} note={words.openNote} className="mt-7">
          <OpenBatch chainId={chainId} targets={targets} opened={opened} onOpen={setOpened} onTake={take} />
        </Section>
      </Column>
      <Column span={5} ruled>
        <Section title={words.hashes} note={words.hashesNote}>
          <SafeHashes
            text={text}
            safe={safe}
            onText={setTyped}
            calls={calls}
            note={opened ? words.ofOpened : words.ofCart}
          />
        </Section>
        <Section title={words.conflicts} note={words.conflictsNote} className="mt-7">
          <p className="mb-2 text-table text-ink-2">{words.rule}</p>
          {safe && <NonceNotes safe={safe} />}
        </Section>
      </Column>
    </Columns>
  )
}
