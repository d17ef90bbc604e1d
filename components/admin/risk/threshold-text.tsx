import { AddressText } from '@/components/ui/address'
import { Act } from '@/components/ui/read-only'
import { momentText } from '@/components/ui/time-text'
import type { ThresholdView } from '@/lib/data/risk'
import { risk as words } from '@/messages/risk'
import { ChangeThreshold } from './change-threshold'

/** A threshold, who set it and why, and the way to another one. */
export function ThresholdText({ of, canSet }: { of: ThresholdView; canSet: boolean }) {
  const { id, value, isFixed, set } = of
  return (
    <div className="flex flex-wrap items-center justify-end gap-x-2 gap-y-1 md:min-w-40 md:justify-start">
      <span className="num whitespace-nowrap">{words.limit(id, value)}</span>
      {isFixed || !canSet ? null : (
        <Act>
          <ChangeThreshold id={id} value={value} />
        </Act>
      )}
      <span className="basis-full text-caption text-ink-3">
        {set ? (
          <>
            {words.setBy} <AddressText address={set.by} /> {momentText(set.at)}: {set.reason}
          </>
        ) : (
          words[isFixed ? 'fixed' : 'standard']
        )}
      </span>
    </div>
  )
}
