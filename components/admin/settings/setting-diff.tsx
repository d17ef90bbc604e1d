import { Diff, Marker } from '@/components/ui/diff'
import { momentText } from '@/components/ui/time-text'
import type { SettingId } from '@/lib/domain/setting'
import { settingNames } from '@/messages/setting-names'
import { settings as say } from '@/messages/settings'
import type { FieldOf, RawRow, SettingForm } from './form'
import { changeOf, signOf, writeUnit } from './units'

type Props = { id: SettingId; form: SettingForm; old: readonly RawRow[]; next: readonly RawRow[] }

/** Every field that changes, old → new with Δ and Δ%, by row. */
export function SettingDiff({ id, form, old, next }: Props) {
  const key = form.table?.key
  const before = (row: RawRow, index: number) => (key ? old.find((one) => one[key] === row[key]) : old[index])
  const gone = key ? old.filter((row) => !next.some((one) => one[key] === row[key])) : []
  return (
    <span className="grid gap-1">
      {next.flatMap((row, index) =>
        form.fields
          .filter((field) => before(row, index)?.[field.key] !== row[field.key])
          .map((field) => (
            <span key={`${key ? row[key] : index} ${field.key}`}>
              <span className="text-ink-2">
                {key && field.key !== key ? `${writeUnit(keyField(form, key), row[key] ?? '0')}, ` : ''}
                {(settingNames[id].fields[field.key] ?? field.key).toLowerCase()}{' '}
              </span>
              <OneDiff field={field} from={before(row, index)?.[field.key]} to={row[field.key] ?? '0'} />
            </span>
          )),
      )}
      {gone.map((row) => (
        <span key={row[key ?? '']}>
          {writeUnit(keyField(form, key ?? ''), row[key ?? ''] ?? '0')} <Marker>{say.gone}</Marker>
        </span>
      ))}
    </span>
  )
}

const keyField = (form: SettingForm, key: string) =>
  form.fields.find((field) => field.key === key)?.unit ?? { kind: 'service' as const }

function OneDiff({ field: { unit }, from, to }: { field: FieldOf; from: string | undefined; to: string }) {
  const shown = (raw: string) => (unit.kind === 'time' ? momentText(Number(raw)) : writeUnit(unit, raw) || 'none')
  const sign = unit.kind === 'time' ? '' : (signOf(unit) ?? '')
  const change = from === undefined ? null : changeOf(unit, from, to)
  if (from === undefined) return <Marker>{`${shown(to)} ${sign}`.trim()}</Marker>
  return (
    <>
      <Diff from={shown(from)} to={`${shown(to)} ${sign}`.trim()} />
      {change && <span className="num text-caption text-ink-3"> ({change})</span>}
    </>
  )
}
