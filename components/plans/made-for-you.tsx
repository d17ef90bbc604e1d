'use client'

import { Usd } from '@/components/ui/amount'
import { grouped } from '@/components/ui/amount-text'
import { ButtonLink } from '@/components/ui/button'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { Section } from '@/components/ui/section'
import { useWallet } from '@/components/wallet/use-wallet'
import type { Plan } from '@/lib/chain/plans-state'
import { planName } from '@/lib/domain/plan-name'
import { plans as words } from '@/messages/plans'

const { enterprise: say } = words

type Props = {
  /** Plans that are offered to one address each. */
  plans: readonly Plan[]
}

/** The plans made for the connected address; nothing for everybody else. */
export function MadeForYou({ plans }: Props) {
  const { address } = useWallet()
  const own = plans.filter(({ customer }) => customer?.toLowerCase() === address?.toLowerCase())
  if (own.length === 0) return null
  return (
    <Section title={say.own} note={say.ownNote} className="mt-7">
      {own.map((plan) => (
        <div key={plan.id} className="mb-4 max-w-xl">
          <KeyValues>
            <KeyValue name={planName(plan.id)}>
              <Usd micro={plan.usd} digits={2} />
            </KeyValue>
            <KeyValue name={words.enterprise.tokens}>{grouped(plan.allowance)}</KeyValue>
            <KeyValue name={words.compare.adds}>
              {words.compare.addsOf(plan.priority, plan.concurrency, grouped(BigInt(plan.rpm)))}
            </KeyValue>
          </KeyValues>
          <ButtonLink className="mt-3" href={`/plans?plan=${plan.id}`} scroll={false}>
            {say.buy(planName(plan.id))}
          </ButtonLink>
        </div>
      ))}
    </Section>
  )
}
