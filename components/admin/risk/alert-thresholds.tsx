import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import type { ThresholdView } from '@/lib/data/risk'
import { alertWords, risk as words } from '@/messages/risk'
import { ThresholdText } from './threshold-text'

/** Thresholds of alerts that no indicator stands behind. */
export function AlertThresholds({ thresholds, canSet }: { thresholds: readonly ThresholdView[]; canSet: boolean }) {
  return (
    <Table label={words.alertsTable} rows={34}>
      <thead>
        <tr>
          <Th>{words.told}</Th>
          <Th>{words.threshold}</Th>
          <Th wide>{words.act}</Th>
        </tr>
      </thead>
      <tbody>
        {thresholds.map((one) => {
          const { name, formula, act } = alertWords[one.id as keyof typeof alertWords]
          return (
            <tr key={one.id}>
              <RowHead>
                {name}
                <span className="block text-caption font-normal text-ink-3">{formula}</span>
              </RowHead>
              <Td>
                <ThresholdText of={one} canSet={canSet} />
              </Td>
              <Td wide>{act}</Td>
            </tr>
          )
        })}
      </tbody>
    </Table>
  )
}
