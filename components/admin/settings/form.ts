import type { Deployment } from '@/contracts-abi'
import type { RoleName } from '@/lib/domain/roles'
import type { Call } from '@/lib/tx/flow'
import { readUnit, type Unit, writeUnit } from './units'

/** Values of one row by field, as the contract takes them (see `Unit`). */
export type RawRow = Readonly<Record<string, string>>
/** The same as typed. */
export type TextRow = Readonly<Record<string, string>>

export type FieldOf = { key: string; unit: Unit }

/** What a check needs to know of the chain: by name, raw values. `now` is block time in seconds. */
export type Facts = Readonly<Record<string, string>> & { now: string }

/** Where something is wrong: a field of a row, a whole row, or (without a row) all of it. */
export type Problem = { row?: number; key?: string; say: string }

/** A restricted call as a form. What it sets is one row, or a table whose rows come and go. */
export type SettingForm = {
  contract: Call['contract']
  functionName: string
  /** Who may call it; of roles it is the one that grants the role in question. */
  role: RoleName | ((row: RawRow | undefined) => RoleName)
  fields: readonly FieldOf[]
  /** Null: exactly one row. `key`: the field that names a row. */
  table: { key: string; most: number } | null
  /** What the contract would refuse, said before; the first fault of a field is enough. */
  check?: (rows: readonly RawRow[], old: readonly RawRow[], facts: Facts) => Problem[]
  call: (deployment: Deployment, rows: readonly RawRow[]) => Call
  /** The sentence whose hash is the call's reference on chain; it is kept, so that everybody can check it. */
  preimage?: (row: RawRow | undefined) => string
}

export type Draft = { rows: RawRow[] | null; problems: Problem[] }

export const textOf = (form: SettingForm, rows: readonly RawRow[]): TextRow[] =>
  rows.map((row) => Object.fromEntries(form.fields.map(({ key, unit }) => [key, writeUnit(unit, row[key] ?? '0')])))

/** An empty row of a table. */
export const emptyRow = (form: SettingForm): TextRow => Object.fromEntries(form.fields.map(({ key }) => [key, '']))

/** Reads every field, then checks the whole as the contract will. */
export function readForm(form: SettingForm, text: readonly TextRow[], old: readonly RawRow[], facts: Facts): Draft {
  const problems: Problem[] = []
  const rows = text.map((typed, row) => {
    const raw: Record<string, string> = {}
    for (const { key, unit } of form.fields) {
      const read = readUnit(unit, typed[key] ?? '')
      if (read.ok) raw[key] = read.raw
      else problems.push({ row, key, say: read.say })
    }
    return raw
  })
  if (problems.length > 0) return { rows: null, problems }
  const refused = form.check?.(rows, old, facts) ?? []
  return { rows: refused.length === 0 ? rows : null, problems: refused }
}

const sameRow = (form: SettingForm, a: RawRow | undefined, b: RawRow | undefined): boolean =>
  form.fields.every(({ key }) => a?.[key] === b?.[key])

export const isChanged = (form: SettingForm, rows: readonly RawRow[], old: readonly RawRow[]): boolean =>
  rows.length !== old.length || rows.some((row, i) => !sameRow(form, row, old[i]))
