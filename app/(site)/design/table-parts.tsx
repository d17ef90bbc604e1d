import type { Tone } from '@/components/tone'
import { Amount, Price, ShortAmount } from '@/components/ui/amount'
import { RowHead, Table, Td, Th, TotalRow } from '@/components/ui/data-table'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { Pagination } from '@/components/ui/links'
import { LoadingSection } from '@/components/ui/loading'
import { OpenRow } from '@/components/ui/open-row'
import { Section } from '@/components/ui/section'
import { SplitBar } from '@/components/ui/split-bar'
import { Stamp } from '@/components/ui/stamp'
import { Stat, StatRow } from '@/components/ui/stat'
import { Swatch } from '@/components/ui/swatch'

const CXPT = 10n ** 18n
const ROWS: { name: string; tone: Tone; hatched?: boolean; opening: bigint; inflow: bigint; outflow: bigint }[] = [
  { name: 'Reserve', tone: 'reserve', opening: 300_000_000n, inflow: 0n, outflow: 0n },
  { name: 'Provider emission', tone: 'provider', opening: 460_774_119n, inflow: 0n, outflow: -4_058_201n },
  { name: 'Operations', tone: 'operations', opening: 136_100_204n, inflow: 1_805_117n, outflow: -1_950_000n },
  {
    name: 'Rewards allocated',
    tone: 'provider',
    hatched: true,
    opening: 2_206_340n,
    inflow: 12_190_712n,
    outflow: -12_010_884n,
  },
]

export function TableParts() {
  const total = (of: 'opening' | 'inflow' | 'outflow') => ROWS.reduce((sum, row) => sum + row[of], 0n) * CXPT
  return (
    <>
      <Section
        title="Supply roll-forward"
        note="CXPT, at blocks 52,011,726 and 53,350,926"
        aside={<Stamp block={53_593_089n} />}
      >
        <Table label="Supply roll-forward">
          <thead>
            <tr>
              <Th>Bucket</Th>
              <Th num wide>
                Opening
              </Th>
              <Th num wide>
                In
              </Th>
              <Th num wide>
                Out
              </Th>
              <Th num>Closing</Th>
            </tr>
          </thead>
          <tbody>
            {ROWS.map((row) => (
              <OpenRow
                key={row.name}
                span={2}
                name={
                  <span>
                    <Swatch tone={row.tone} hatched={row.hatched} />
                    {row.name}
                  </span>
                }
                more={
                  <KeyValues>
                    <KeyValue name="Opening">
                      <Amount wei={row.opening * CXPT} digits={2} />
                    </KeyValue>
                    <KeyValue name="In">
                      <Amount wei={row.inflow * CXPT} digits={2} />
                    </KeyValue>
                    <KeyValue name="Out">
                      <Amount wei={row.outflow * CXPT} digits={2} />
                    </KeyValue>
                  </KeyValues>
                }
              >
                <Td num wide>
                  <Amount wei={row.opening * CXPT} digits={2} />
                </Td>
                <Td num wide>
                  <Amount wei={row.inflow * CXPT} digits={2} />
                </Td>
                <Td num wide>
                  <Amount wei={row.outflow * CXPT} digits={2} />
                </Td>
                <Td num>
                  <Amount wei={(row.opening + row.inflow + row.outflow) * CXPT} digits={2} />
                </Td>
              </OpenRow>
            ))}
            <TotalRow>
              <RowHead>Supply</RowHead>
              <Td num wide>
                <Amount wei={total('opening')} digits={2} />
              </Td>
              <Td num wide>
                <Amount wei={total('inflow')} digits={2} />
              </Td>
              <Td num wide>
                <Amount wei={total('outflow')} digits={2} />
              </Td>
              <Td num>
                <Amount wei={total('opening') + total('inflow') + total('outflow')} digits={2} />
              </Td>
            </TotalRow>
          </tbody>
        </Table>
        <Pagination page={2} pages={7} hrefOf={(page) => `/design?page=${page}`} />
      </Section>
      <div className="mt-7">
        <StatRow>
          <Stat label="Revenue recognised" note="+8.2% on September">
            $496,046
          </Stat>
          <Stat label="Distributed" note="+13.7% on September">
            <ShortAmount wei={12_030_000n * CXPT} />
          </Stat>
          <Stat label="Price" note="Posted 11 min ago">
            <Price wad={41_800_000_000_000_000n} />
          </Stat>
          <Stat label="Burned" note="5.0000% of basis">
            <ShortAmount wei={601_706n * CXPT} />
          </Stat>
        </StatRow>
      </div>
      <div className="mt-7">
        <SplitBar
          label="Of 1,889.9522 CXPT, 94.4976 are burned, 377.9904 go to the protocol, 283.4928 to operations, 1,133.9714 to providers"
          legend
          height={20}
          parts={[
            { label: 'Burned', value: 944_976n, tone: 'burn', figure: <Amount wei={94_497_600_000_000_000_000n} /> },
            {
              label: 'Protocol',
              value: 3_779_904n,
              tone: 'protocol',
              figure: <Amount wei={377_990_400_000_000_000_000n} />,
            },
            {
              label: 'Operations',
              value: 2_834_928n,
              tone: 'operations',
              figure: <Amount wei={283_492_800_000_000_000_000n} />,
            },
            {
              label: 'Providers',
              value: 11_339_714n,
              tone: 'provider',
              figure: <Amount wei={1_133_971_400_000_000_000_000n} />,
            },
          ]}
        />
      </div>
      <div className="mt-7">
        <LoadingSection
          title="Latest distributions"
          note="amounts in CXPT"
          columns={['UTC', 'Revenue', 'Burn']}
          rows={2}
        />
      </div>
    </>
  )
}
