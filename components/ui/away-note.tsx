import { parts } from '@/messages/parts'
import type { Integral } from './amount-text'
import { grouped, toInteger } from './amount-text'
import { Note } from './note'

/** Over figures whose source is away: why, and of which block they are. They move on by themselves. */
export function AwayNote({ say, block }: { say: string; block: Integral }) {
  return (
    <Note tone="warning" announce className="mt-4">
      {say} {parts.figuresOf} <b className="num">{grouped(toInteger(block))}</b> {parts.moveOn}
    </Note>
  )
}
