import { ACCOUNTS } from '@/components/account-names'
import { Amount } from '@/components/ui/amount'
import { Table, Td, Th, TotalRow } from '@/components/ui/data-table'
import { NotKnown } from '@/components/ui/figure'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { OpenRow } from '@/components/ui/open-row'
import { Swatch } from '@/components/ui/swatch'
import type { RollForwardView } from '@/lib/data/finance-views'
import { finance } from '@/messages/finance'

const words = finance.roll

/** Internal in less internal out: the file has both. */
const internalOf = (row: RollForwardView) => BigInt(row.internalIn) - BigInt(row.internalOut)

/** Seven columns of whole amounts stand beside a rail of 332 px only with less room between them. */
const DENSE =
  'text-[0.78125rem]! [&_:is(th,td):not(:first-child,:last-child)]:px-1.5! [&_:is(th,td):last-child]:pl-1.5!'

/** Beside the rail on a small screen, and on a tablet, internal moves stand in In and Out, so that the row still adds up. */
const ROOMY = 'min-[1241px]:max-[1400px]:hidden md:max-[1000px]:hidden'
const NARROW = 'hidden min-[1241px]:max-[1400px]:table-cell md:max-[1000px]:table-cell'

/** Sheet 3. The double rule stands only under what was proven: every row rolls forward, and the chain says the same. */
export function RollForward({ rows }: { rows: readonly RollForwardView[] }) {
  const proof = rows.find((row) => row.row === 'proof')
  const isProven = rows.every((row) => row.difference === '0' && row.check === '0')
  return (
    <Table label={words.title} scroll className={DENSE}>
      <thead>
        <tr>
          <Th>{words.bucket}</Th>
          <Th num wide>
            {words.opening}
          </Th>
          <Th num wide className={ROOMY}>
            {words.in}
          </Th>
          <Th num wide className={ROOMY}>
            {words.out}
          </Th>
          <Th num wide className={ROOMY}>
            {words.internal}
          </Th>
          <Th num wide className={NARROW}>
            {words.allIn}
          </Th>
          <Th num wide className={NARROW}>
            {words.allOut}
          </Th>
          <Th num>{words.closing}</Th>
          <Th num>
            <span className="hidden min-[1401px]:inline">{words.difference}</span>
            <span className="min-[1401px]:hidden">{words.differenceShort}</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {rows
          .filter((row) => row !== proof)
          .map((row) => (
            <Row key={row.account} row={row} />
          ))}
        {proof && (
          <TotalRow proven={isProven}>
            <th scope="row">{ACCOUNTS[proof.account].name}</th>
            <Figures row={proof} />
          </TotalRow>
        )}
      </tbody>
    </Table>
  )
}

function Row({ row }: { row: RollForwardView }) {
  const { name, tone, hatched } = ACCOUNTS[row.account]
  if (row.row === 'total') {
    return (
      <TotalRow proven={false}>
        <th scope="row">{name}</th>
        <Figures row={row} />
      </TotalRow>
    )
  }
  return (
    <OpenRow
      name={
        <span className="whitespace-nowrap">
          <Swatch tone={tone} hatched={hatched} />
          {name}
        </span>
      }
      span={3}
      more={<More row={row} />}
    >
      <Figures row={row} />
    </OpenRow>
  )
}

function Figures({ row }: { row: RollForwardView }) {
  return (
    <>
      <Td num wide>
        <Amount wei={row.opening} digits={2} />
      </Td>
      <Td num wide className={ROOMY}>
        <Amount wei={row.in} digits={2} />
      </Td>
      <Td num wide className={ROOMY}>
        <Amount wei={-BigInt(row.out)} digits={2} />
      </Td>
      <Td num wide className={ROOMY}>
        <Amount wei={internalOf(row)} digits={2} sign />
      </Td>
      <Td num wide className={NARROW}>
        <Amount wei={BigInt(row.in) + BigInt(row.internalIn)} digits={2} />
      </Td>
      <Td num wide className={NARROW}>
        <Amount wei={-(BigInt(row.out) + BigInt(row.internalOut))} digits={2} />
      </Td>
      <Td num>
        <Amount wei={row.closing} digits={2} />
      </Td>
      <Td num>
        <Difference wei={row.difference} />
      </Td>
    </>
  )
}

function Difference({ wei }: { wei: string | null }) {
  if (wei === null) return <NotKnown />
  if (wei === '0') return <span className="text-ink-3">0</span>
  return <span className="text-danger">{wei.replace('-', '−')}</span>
}

function More({ row }: { row: RollForwardView }) {
  return (
    <KeyValues>
      <KeyValue name={words.opening}>
        <Amount wei={row.opening} digits={2} />
      </KeyValue>
      <KeyValue name={words.in}>
        <Amount wei={row.in} digits={2} />
      </KeyValue>
      <KeyValue name={words.out}>
        <Amount wei={-BigInt(row.out)} digits={2} />
      </KeyValue>
      <KeyValue name={words.internalIn}>
        <Amount wei={row.internalIn} digits={2} />
      </KeyValue>
      <KeyValue name={words.internalOut}>
        <Amount wei={-BigInt(row.internalOut)} digits={2} />
      </KeyValue>
    </KeyValues>
  )
}
