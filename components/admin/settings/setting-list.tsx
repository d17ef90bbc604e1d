import Link from 'next/link'
import { figureParts, grouped } from '@/components/ui/amount-text'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Section } from '@/components/ui/section'
import { dayText } from '@/components/ui/time-text'
import type { SettingsView } from '@/lib/data/settings'
import type { SettingId } from '@/lib/domain/setting'
import { settingNames } from '@/messages/setting-names'
import { settings as say } from '@/messages/settings'
import type { RawRow } from './form'
import { FORMS } from './forms'
import { signOf, type Unit, writeUnit } from './units'

/** Every parameter with what is in force. */
export function SettingList({ view }: { view: SettingsView }) {
  return (
    <Section title={say.title} aside={<span className="num">#{grouped(BigInt(view.block))}</span>} className="mt-5">
      <Table label={say.title} rows={34}>
        <thead>
          <tr>
            <Th>{say.parameter}</Th>
            <Th num>{say.value}</Th>
            <Th wide>{say.contract}</Th>
            <Th num wide>
              {say.version}
            </Th>
          </tr>
        </thead>
        <tbody>
          {view.settings.map(({ id, rows, last }) => (
            <tr key={id}>
              <RowHead>
                <Link prefetch={false} href={`/admin/parameters/${id}`}>
                  {settingNames[id].title}
                </Link>
              </RowHead>
              <Td num>{valueText(id, rows)}</Td>
              <Td wide>
                <span className="mono">
                  {FORMS[id].contract}.{FORMS[id].functionName}
                </span>
              </Td>
              <Td num wide>
                {last ? `${last.version ? `${last.version}, ` : ''}${dayText(last.at, { year: true })}` : 'n/a'}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  )
}

/** One value in its unit; of more than one field or row, how many there are. */
function valueText(id: SettingId, rows: readonly RawRow[]): string {
  const { fields, table } = FORMS[id]
  const [row] = rows
  if (!row && !table) return say.act
  if (table) return say.rows(rows.length)
  const [field] = fields
  if (!row || !field || fields.length > 1) return say.values(fields.length)
  return `${readable(field.unit, row[field.key] ?? '0')} ${signOf(field.unit) ?? ''}`.trim()
}

/** As a field takes it, with its thousands parted. */
function readable(unit: Unit, raw: string): string {
  if (unit.kind !== 'decimal') return writeUnit(unit, raw)
  const { decimals } = unit
  return figureParts(BigInt(raw), { decimals, digits: decimals, least: 0 }).text
}
