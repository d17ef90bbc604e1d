import { Amount, Usd } from '@/components/ui/amount'
import { RowHead, Table, Td, TotalRow } from '@/components/ui/data-table'
import { Diff } from '@/components/ui/diff'
import { NotKnown } from '@/components/ui/figure'
import { Section } from '@/components/ui/section'

const CREDITS = 4_218_336_100_000_000_000_000n
const LEDGER = 455_983_412_600_000_000_000_000_000n

export function AmountParts() {
  return (
    <Section title="Amounts" className="mt-[22px]">
      <Table label="Amounts">
        <tbody>
          <tr>
            <RowHead>Personal</RowHead>
            <Td num>
              <Amount wei={CREDITS} unit copy />
            </Td>
            <Td num>
              <Usd micro={176_330_000n} />
            </Td>
          </tr>
          <tr>
            <RowHead>Ledger</RowHead>
            <Td num>
              <Amount wei={LEDGER} digits={2} />
            </Td>
            <Td num className="text-ink-3">
              in the header: CXPT
            </Td>
          </tr>
          <tr>
            <RowHead>To the wei</RowHead>
            <Td num colSpan={2}>
              <Amount wei={CREDITS} digits={18} unit />
            </Td>
          </tr>
          <tr>
            <RowHead>Delta</RowHead>
            <Td num>
              <Amount wei={-252_000n * 10n ** 18n} digits={0} sign /> <span className="text-ink-3">−13.33%</span>
            </Td>
            <Td num>
              <Usd micro={-10_533_600_000n} sign />
            </Td>
          </tr>
          <tr>
            <RowHead>Zero, nearly zero</RowHead>
            <Td num>
              <Amount wei={0n} />
            </Td>
            <Td num>
              <Amount wei={1n} />
            </Td>
          </tr>
          <tr>
            <RowHead>Change</RowHead>
            <Td num colSpan={2}>
              <Diff
                from={<Amount wei={150n * 10n ** 18n} digits={2} />}
                to={<Amount wei={130n * 10n ** 18n} digits={2} />}
              />
            </Td>
          </tr>
          <tr>
            <RowHead>Not known</RowHead>
            <Td num colSpan={2}>
              <NotKnown reason="no emission in this period" />
            </Td>
          </tr>
          <TotalRow>
            <RowHead>Proven sum</RowHead>
            <Td num>
              <Amount wei={10n ** 27n} digits={2} />
            </Td>
            <Td />
          </TotalRow>
        </tbody>
      </Table>
    </Section>
  )
}
