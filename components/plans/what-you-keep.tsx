import { Column, Columns } from '@/components/ui/columns'
import { Section } from '@/components/ui/section'

/** What a plan leaves to its owner: rollover, renewal, credits. */
export function WhatYouKeep() {
  return (
    <Columns className="mt-9">
      <Column span={4}>
        <Section title="What you keep">
          <p className="text-ink-2">
            Half of a period’s tokens can roll into the next one and are used first. They live one period.
          </p>
        </Section>
      </Column>
      <Column span={4} ruled>
        <Section title="What renews">
          <p className="text-ink-2">
            Renewals draw on credits you loaded, never on an open approval. Turn them off at any time; access stays to
            the end.
          </p>
        </Section>
      </Column>
      <Column span={4} ruled>
        <Section title="What you can take back">
          <p className="text-ink-2">
            Unspent credits, after 24 hours’ notice, even while everything else is paused. Started periods are not
            refunded.
          </p>
        </Section>
      </Column>
    </Columns>
  )
}
