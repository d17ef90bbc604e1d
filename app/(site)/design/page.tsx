import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Banner } from '@/components/ui/banner'
import { Column, Columns } from '@/components/ui/columns'
import { PageHead, Section } from '@/components/ui/section'
import { Toaster } from '@/components/ui/toast'
import { AmountParts } from './amount-parts'
import { BannerParts } from './banner-parts'
import { CascadePart, ChartParts } from './chart-parts'
import { ControlParts } from './control-parts'
import { LayerParts } from './layer-parts'
import { MarkParts } from './mark-parts'
import { MoreChartParts } from './more-chart-parts'
import { StepParts } from './step-parts'
import { TableParts } from './table-parts'
import { WaitParts } from './wait-parts'

export const metadata: Metadata = { title: 'Parts and states', robots: { index: false } }

/** Every part in every state, with made-up figures. Development only. */
export default function DesignPage() {
  if (process.env.NODE_ENV === 'production') notFound()
  return (
    <>
      <div className="-mx-4 md:-mx-8">
        <Banner kind="paused" title="Spending is paused" action={<a href="/status">What this means</a>}>
          until 13 Nov 09:40 UTC. Subscribing, renewing and metered use have stopped. Loading and withdrawing credits go
          on.
        </Banner>
      </div>
      <PageHead title="Parts and states" />
      <Columns className="mt-[18px]">
        <Column span={6}>
          <ControlParts />
          <AmountParts />
        </Column>
        <Column span={6} ruled>
          <StepParts />
          <MarkParts />
          <WaitParts />
        </Column>
        <ChartParts />
        <MoreChartParts />
        <Column span={12}>
          <CascadePart />
        </Column>
        <Column span={12}>
          <BannerParts />
        </Column>
        <Column span={8}>
          <TableParts />
        </Column>
        <Column span={4} ruled>
          <Section title="Layers" note="they take the focus and give it back">
            <LayerParts />
          </Section>
        </Column>
      </Columns>
      <Toaster />
    </>
  )
}
