import { ACCOUNTS, isAccount } from '../../domain/chart'
import type { Column, RowOf } from '../table'
import type { Views } from '../views'

export const VIEW_COLUMNS = [
  { name: 'view', kind: 'text' },
  { name: 'line', kind: 'text' },
  { name: 'name', kind: 'text' },
  { name: 'amount', kind: 'nano' },
] as const satisfies readonly Column[]

/** Each view with its result, and between two of them the bridge. */
export function* viewTable({ lines, bridges, result }: Views): Generator<RowOf<typeof VIEW_COLUMNS>> {
  for (const view of ['cash', 'accrual', 'normalised'] as const) {
    for (const { line, nano } of lines.filter((one) => one.view === view)) {
      yield [view, line, isAccount(line) ? ACCOUNTS[line].name : '', nano]
    }
    yield [view, 'result', '', result[view]]
    for (const { bridge, line, nano } of bridges.filter((one) => one.bridge.startsWith(`${view} to`))) {
      yield [bridge, line, '', nano]
    }
  }
}
