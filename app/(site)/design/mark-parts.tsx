import { PenLine } from 'lucide-react'
import { AddressText, TxHash } from '@/components/ui/address'
import { Badge } from '@/components/ui/badge'
import { Countdown } from '@/components/ui/countdown'
import { FreshnessChip } from '@/components/ui/freshness'
import { Section } from '@/components/ui/section'
import { Part } from './part'

const NOW = 1_793_975_525
const SAFE = '0x20d7a1b2c3d4e5f60718293a4b5c6d7e8f90e6f5'
const HASH = '0xd41c0000000000000000000000000000000000000000000000000000000007ab'

export function MarkParts() {
  return (
    <Section title="Marks" className="mt-[18px]">
      <Part name="Badges">
        <Badge tone="success">Final</Badge>
        <Badge tone="info">Waiting</Badge>
        <Badge tone="warning">Stale price</Badge>
        <Badge tone="danger">Base moved</Badge>
        <Badge icon={PenLine}>2 of 4</Badge>
      </Part>
      <Part name="Freshness">
        <FreshnessChip block="53,593,089" ageSeconds={6} />
        <FreshnessChip block="53,593,089" ageSeconds={240} />
        <FreshnessChip block="53,593,089" ageSeconds={720} />
      </Part>
      <Part name="Address, hash">
        <AddressText address={SAFE} name="Admin Safe" />
        <TxHash hash={HASH} href="/status" />
        <TxHash hash={HASH} kind="safe" href="/status" />
        <TxHash hash={HASH} state="reverted" />
      </Part>
      <Part name="Countdown">
        <Countdown target={NOW + 97_462} now={NOW} announce="The split is ready" />
        <span className="num text-caption text-ink-3">8 Nov 17:46 UTC</span>
        <Countdown target={NOW} now={NOW} announce="The tranche is ready" />
        <Countdown target={NOW + 97_462} now={NOW} from={NOW - 75_338} announce="Ready" className="w-40" />
      </Part>
    </Section>
  )
}
