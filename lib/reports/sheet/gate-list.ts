import type { Gate } from '../gate'
import type { Column, RowOf } from '../table'

export const GATE_COLUMNS = [
  { name: 'gate', kind: 'text' },
  { name: 'title', kind: 'text' },
  { name: 'state', kind: 'text' },
  { name: 'detail', kind: 'text' },
  { name: 'sheet', kind: 'text' },
] as const satisfies readonly Column[]

/** Gates as they stood when the report was written. That two generations are the same can only be said by a third. */
export const gateTable = (gates: readonly Gate[]): RowOf<typeof GATE_COLUMNS>[] =>
  gates.map(({ id, title, state, detail, sheet }) => [id, title, state, detail, sheet])
