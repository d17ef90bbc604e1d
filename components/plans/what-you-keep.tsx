import { Column, Columns } from '@/components/ui/columns'
import { Section } from '@/components/ui/section'
import { planPage } from '@/messages/plan-page'

/** What a plan leaves to its owner: rollover, renewal, credits. */
export function WhatYouKeep() {
  return (
    <Columns className="mt-9">
      {planPage.keep.map(({ title, say }, index) => (
        <Column key={title} span={4} ruled={index > 0}>
          <Section title={title}>
            <p className="text-ink-2">{say}</p>
          </Section>
        </Column>
      ))}
    </Columns>
  )
}
