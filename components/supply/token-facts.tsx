import { AddressText } from '@/components/ui/address'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { Section } from '@/components/ui/section'
import { token as words } from '@/messages/token'

/** What the token is, where it lives, and what it is not. */
export function TokenFacts({ address, chain }: { address: string | undefined; chain: string }) {
  return (
    <>
      <Section title={words.contracts.title} id="contract">
        <KeyValues>
          {address && (
            <KeyValue name={words.contracts.address}>
              <AddressText address={address} full />
            </KeyValue>
          )}
          <KeyValue name={words.contracts.standard}>{words.contracts.standardIs}</KeyValue>
          <KeyValue name={words.contracts.chain}>{chain}</KeyValue>
        </KeyValues>
      </Section>
      <Section title={words.staking.title} id="staking" className="mt-7">
        <p className="text-ink-2">{words.staking.say}</p>
      </Section>
    </>
  )
}
