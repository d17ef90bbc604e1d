import type { Metadata } from 'next'
import { siteMetadata } from '@/app/site-metadata'
import { grouped } from '@/components/ui/amount-text'
import { ButtonLink } from '@/components/ui/button'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { PageHead, Section } from '@/components/ui/section'
import { readExitFile } from '@/lib/data/exit-file'
import { exit } from '@/messages/exit'

export const metadata: Metadata = siteMetadata({ path: '/exit', title: exit.title, description: exit.description })
export const dynamic = 'force-dynamic'

/** Public: the file to save while this site is there, and its hash. */
export default async function ExitPage() {
  const { name, bytes, sha256 } = await readExitFile()
  return (
    <>
      <PageHead
        title={exit.title}
        lead={exit.lead}
        aside={
          <ButtonLink kind="primary" href={`/${name}`} download>
            {exit.save}
          </ButtonLink>
        }
      />
      <div className="mt-5 grid max-w-3xl gap-7">
        <Section title={name}>
          <KeyValues>
            <KeyValue name={exit.hashName}>
              <span className="mono break-all">{sha256}</span>
            </KeyValue>
            <KeyValue name={exit.size}>{exit.bytes(grouped(BigInt(bytes.length)))}</KeyValue>
          </KeyValues>
          <p className="mt-3 text-caption text-ink-3">{exit.hashWhy}</p>
        </Section>
        <Section title={exit.how}>
          <ol className="grid list-decimal gap-2 pl-5 text-ink-2">
            {exit.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </Section>
        <Section title={exit.check}>
          <p className="text-ink-2">
            {exit.checkSay} <code className="mono">npm run exit-page -- --check</code>
          </p>
        </Section>
      </div>
    </>
  )
}
