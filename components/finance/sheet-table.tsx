import Link from 'next/link'
import { Amount, Price, Usd } from '@/components/ui/amount'
import { grouped } from '@/components/ui/amount-text'
import { Table, Td, Th } from '@/components/ui/data-table'
import { Empty } from '@/components/ui/empty'
import { momentText } from '@/components/ui/time-text'
import type { CellView, ColumnView, SheetView } from '@/lib/data/finance-views'
import { finance } from '@/messages/finance'

const words = finance.sheet

/** `used_in_day` → `Used in day, CXPT`. */
function heading({ name, kind }: ColumnView): string {
  const text = name.replaceAll('_', ' ')
  const unit = words.units[kind]
  return text.charAt(0).toUpperCase() + text.slice(1) + (unit ? `, ${unit}` : '')
}

/** Any sheet as it is in its file, figures as people read them. */
export function SheetTable({ title, sheet, find = '' }: { title: string; sheet: SheetView; find?: string }) {
  const { columns, rows, hasMore } = sheet
  if (rows.length === 0) return <Empty>{find ? words.notFound(find) : words.empty}</Empty>
  return (
    <>
      <Table label={title} scroll>
        <thead>
          <tr>
            {columns.map((column) => (
              <Th key={column.name} num={isFigure(column)}>
                {heading(column)}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line of a sheet is its place
            <tr key={i}>
              {columns.map((column, at) => (
                <Td key={column.name} num={isFigure(column)}>
                  <Cell column={column} cell={row[at] ?? null} />
                </Td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
      {hasMore && <p className="mt-2 text-caption text-ink-3">{words.first(rows.length)}</p>}
    </>
  )
}

const isFigure = ({ kind }: ColumnView) => kind !== 'text' && kind !== 'time'

function Cell({ column: { name, kind }, cell }: { column: ColumnView; cell: CellView }) {
  if (cell === null) return null
  if (kind === 'time') return <span className="num">{momentText(Number(cell), { seconds: true })}</span>
  const value = String(cell)
  if (kind === 'cxpt') return <Amount wei={value} digits={2} />
  if (kind === 'usd') return <Usd micro={value} digits={2} />
  if (kind === 'nano') return <Usd micro={BigInt(value) / 1_000n} digits={2} />
  if (kind === 'cents') return <Usd micro={BigInt(value) * 10_000n} digits={2} />
  if (kind === 'price') return <Price wad={value} />
  if (kind === 'count' || kind === 'bps') return <>{grouped(BigInt(value))}</>
  return <Text value={value} isTransaction={name === 'tx' || name === 'ref' || name.endsWith('_tx')} />
}

const TX = /^0x[0-9a-f]{64}$/i

/** Hashes and addresses are shortened, the whole is in the title; a transaction leads to its trace; long text breaks. */
function Text({ value, isTransaction }: { value: string; isTransaction: boolean }) {
  if (/^0x[0-9a-f]{40,}$/i.test(value)) {
    const short = (
      <span className="mono whitespace-nowrap" title={value}>
        {value.slice(0, 6)}…{value.slice(-4)}
      </span>
    )
    if (!isTransaction || !TX.test(value)) return short
    return (
      <Link prefetch={false} href={`/finance/trace?q=${value}`}>
        {short}
      </Link>
    )
  }
  if (value.length > 48) {
    return (
      <span className="mono block max-w-xs truncate" title={value}>
        {value}
      </span>
    )
  }
  return <span className="whitespace-nowrap">{value.replaceAll('_', ' ')}</span>
}
