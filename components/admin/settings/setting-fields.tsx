import { Field, Select } from '@/components/ui/field'
import type { SettingId } from '@/lib/domain/setting'
import { settingNames } from '@/messages/setting-names'
import { settings as say } from '@/messages/settings'
import type { FieldOf, Problem, RawRow, SettingForm, TextRow } from './form'
import { changeOf, readUnit, signOf, type Unit, writeUnit } from './units'

type Props = {
  form: SettingForm
  id: SettingId
  text: TextRow
  problems: readonly Problem[]
  onChange: (row: TextRow) => void
}

/** The fields of a parameter that is one value. */
export function SingleFields({ old, ...props }: Props & { old: RawRow | null }) {
  const before =
    old && Object.fromEntries(props.form.fields.map(({ key, unit }) => [key, writeUnit(unit, old[key] ?? '0')]))
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Fields {...props} old={before} />
    </div>
  )
}

/** The fields of one row of a table. `old`: the row in force, as it would be typed. */
export function RowFields(props: Props & { old: TextRow | null }) {
  return (
    <div className="grid min-w-0 flex-1 gap-3 sm:grid-cols-2 lg:grid-cols-4">
      <Fields {...props} />
    </div>
  )
}

function Fields({ form, id, text, old, problems, onChange }: Props & { old: TextRow | null }) {
  return form.fields.map((field) => (
    <OneField
      key={field.key}
      field={field}
      label={settingNames[id].fields[field.key] ?? field.key}
      value={text[field.key] ?? ''}
      old={old ? (old[field.key] ?? '') : null}
      problem={problems.find(({ key }) => key === field.key)?.say}
      onChange={(value) => onChange({ ...text, [field.key]: value })}
    />
  ))
}

type OneProps = {
  field: FieldOf
  label: string
  value: string
  /** As it would be typed; null where nothing is in force. */
  old: string | null
  problem: string | undefined
  onChange: (value: string) => void
}

/** `now 765432.25 (−111110.75, −14.51%)`, by what stands in the fields. */
function hintOf(unit: Unit, old: string, value: string): string {
  const [from, to] = [readUnit(unit, old), readUnit(unit, value)]
  const change = from.ok && to.ok ? changeOf(unit, from.raw, to.raw) : null
  return say.wasNow(old, change)
}

function OneField({ field: { unit }, label, value, old, problem, onChange }: OneProps) {
  const isOther = old !== null && old !== value
  const shared = {
    label,
    changed: isOther || (old === null && value !== ''),
    // An empty field of something new is not yet a mistake.
    error: old === null && value === '' ? undefined : problem,
    hint: isOther ? hintOf(unit, old, value) : undefined,
  }
  if (unit.kind === 'choice') {
    return (
      <Select {...shared} value={value} onChange={(event) => onChange(event.target.value)}>
        {unit.choices.map((choice) => (
          <option key={choice}>{choice}</option>
        ))}
      </Select>
    )
  }
  const type = unit.kind === 'time' ? 'datetime-local' : 'text'
  return (
    <Field
      {...shared}
      type={type}
      unit={signOf(unit) ?? undefined}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
