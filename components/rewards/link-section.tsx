import { AddressText } from '@/components/ui/address'
import { CopyButton } from '@/components/ui/copy-button'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { Section } from '@/components/ui/section'
import type { RewardsView } from '@/lib/data/rewards'
import { rewards as words } from '@/messages/rewards'
import { QrCode } from './qr-code'

/** The link that brings somebody, as text and as a code, and how it works. */
export function LinkSection({ link, referrer }: Pick<RewardsView, 'link' | 'referrer'>) {
  return (
    <Section title={words.link} note={words.linkNote} id="link">
      <div className="flex flex-wrap items-start gap-x-8 gap-y-4">
        <QrCode text={link} label={words.qr(link)} />
        <div className="min-w-0 flex-1 basis-80">
          <p className="mb-3 break-all">
            <CopyButton text={link} label={words.copy} quiet>
              <span className="mono">{link}</span>
            </CopyButton>
          </p>
          <ul className="mb-3 grid max-w-prose list-disc gap-1 pl-4 text-table text-ink-2">
            {words.how.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
          <KeyValues>
            <KeyValue name={words.referredBy}>
              {referrer ? (
                <AddressText address={referrer} href={`/rewards?as=${referrer}`} />
              ) : (
                <span className="text-ink-3">{words.nobody}</span>
              )}
            </KeyValue>
          </KeyValues>
        </div>
      </div>
    </Section>
  )
}
