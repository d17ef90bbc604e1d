import { Amount, Usd } from '@/components/ui/amount'
import { changeText, grouped } from '@/components/ui/amount-text'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Marker } from '@/components/ui/diff'
import { Section } from '@/components/ui/section'
import { settings as say } from '@/messages/settings'
import type { Effect } from './effects'

/** What the change comes to, before it is proposed. */
export function EffectTable({ effects }: { effects: readonly Effect[] }) {
  if (effects.length === 0) return null
  return (
    <Section title={say.effect} note={say.effectNote} className="mt-7">
      <Table label={say.effect} rows={34}>
        <thead>
          <tr>
            <Th>{say.effect}</Th>
            <Th num>{say.old}</Th>
            <Th num>{say.noOld}</Th>
            <Th num wide>
              {say.delta}
            </Th>
            <Th num wide>
              Δ%
            </Th>
          </tr>
        </thead>
        <tbody>
          {effects.map((effect) => (
            <tr key={effect.name}>
              <RowHead>
                {effect.name}
                {effect.note && <span className="block text-caption font-normal text-ink-3">{effect.note}</span>}
              </RowHead>
              <Td num>
                <Value unit={effect.unit} value={effect.from} />
              </Td>
              <Td num>
                {effect.from === effect.to ? (
                  <Value unit={effect.unit} value={effect.to} />
                ) : (
                  <Marker>
                    <Value unit={effect.unit} value={effect.to} />
                  </Marker>
                )}
              </Td>
              <Td num wide>
                <Value unit={effect.unit} value={effect.to - effect.from} sign />
              </Td>
              <Td num wide>
                {changeText(effect.from, effect.to) ?? 'n/a'}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  )
}

function Value({ unit, value, sign }: { unit: Effect['unit']; value: bigint; sign?: boolean }) {
  if (unit === 'cxpt') return <Amount wei={value} digits={2} sign={sign} unit={!sign} />
  if (unit === 'usd') return <Usd micro={value} sign={sign} />
  return <>{sign && value > 0n ? `+${grouped(value)}` : grouped(value)}</>
}
