import { Note } from '@/components/ui/note'
import { Act } from '@/components/ui/read-only'
import { Section } from '@/components/ui/section'
import type { RiskPage } from '@/lib/data/risk'
import { RISK_GROUPS } from '@/lib/domain/risk'
import { risk as words } from '@/messages/risk'
import { AlertThresholds } from './alert-thresholds'
import { EndedBreaches } from './ended-breaches'
import { OpenBreaches } from './open-breaches'
import { RiskTable } from './risk-table'

/** What goes on first, then every indicator by its group, then what is over. */
export function RiskView({ page: { risks, alerts, ended, canSet } }: { page: RiskPage }) {
  return (
    <>
      <OpenBreaches risks={risks} />
      {!canSet && (
        <Act>
          <Note className="mt-5">{words.onlyParams}</Note>
        </Act>
      )}
      {RISK_GROUPS.map((group) => {
        const own = risks.filter((one) => one.group === group)
        const count = (state: string) => own.filter((one) => one.state === state).length
        return (
          <Section
            key={group}
            title={words.groups[group]}
            note={words.counts(count('breached'), count('unknown'), count('within'))}
            className="mt-7"
          >
            <RiskTable label={words.groupTable(words.groups[group])} risks={own} canSet={canSet} />
          </Section>
        )
      })}
      <Section title={words.alerts} note={words.alertsNote} className="mt-7">
        <AlertThresholds thresholds={alerts} canSet={canSet} />
      </Section>
      <Section title={words.ended} note={words.endedNote} className="mt-7">
        <EndedBreaches breaches={ended} />
      </Section>
    </>
  )
}
