import type { CSSProperties } from 'react'
import { Still } from '#still'
import { type Tone, toneColor } from '../tone'
import { ACROSS } from './scale'

/** One side of a flow. Values in smallest units; the two sides have the same sum. */
export type FlowPart = { key: string; name: string; figure: string; value: bigint; tone: Tone; hatched?: boolean }

type Props = {
  /** One sentence: what flows where, with the main figures. */
  label: string
  from: readonly FlowPart[]
  to: readonly FlowPart[]
  /** What everything passes through. */
  through: string
}

/** Height of the whole at the narrow place, of a label of two lines, and of the gap between two parts, px. */
const WHOLE = 150
const LABEL = 34
const GAP = 6

/** Where money comes from and where it goes, to scale: everything passes one narrow place. Drawn on the server. */
export function Flow({ label, from, to, through }: Props) {
  const sources = placed(from)
  const targets = placed(to)
  const height = Math.max(sources.height, targets.height, WHOLE)
  return (
    <Still as="div" className="flow" role="img" aria-label={label}>
      <Labels side={sources} height={height} />
      <svg
        width="100%"
        height={height}
        viewBox={`0 0 ${ACROSS} ${height}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <Ribbons side={sources} isLeft height={height} />
        <Ribbons side={targets} height={height} />
        <rect x={ACROSS / 2 - 8} y={(height - WHOLE) / 2} width={16} height={WHOLE} fill="var(--c-vault)" />
      </svg>
      <Labels side={targets} height={height} isRight />
      <p aria-hidden="true">{through}</p>
    </Still>
  )
}

type Placed = FlowPart & { top: number; size: number; slot: number; inMiddle: number }
type Side = { parts: Placed[]; height: number }

/** A part is as high as its share, its slot at least as high as its label. */
function placed(parts: readonly FlowPart[]): Side {
  const sum = parts.reduce((all, { value }) => all + value, 0n)
  let [top, inMiddle] = [0, 0]
  const out = parts.map((part) => {
    const size = sum === 0n ? 0 : (Number((part.value * 1_000_000n) / sum) / 1_000_000) * WHOLE
    const here = { ...part, size, top, slot: Math.max(size, LABEL), inMiddle }
    top += here.slot + GAP
    inMiddle += size
    return here
  })
  return { parts: out, height: Math.max(0, top - GAP) }
}

function Ribbons({ side, isLeft = false, height }: { side: Side; isLeft?: boolean; height: number }) {
  return side.parts.map((part) => (
    <Ribbon
      key={part.key}
      part={part}
      isLeft={isLeft}
      outer={(height - side.height) / 2 + part.top + (part.slot - part.size) / 2}
      inner={(height - WHOLE) / 2 + part.inMiddle}
    />
  ))
}

type RibbonProps = { part: Placed; isLeft: boolean; outer: number; inner: number }

function Ribbon({ part, isLeft, outer, inner }: RibbonProps) {
  const [x1, x2] = isLeft ? [0, ACROSS / 2 - 8] : [ACROSS, ACROSS / 2 + 8]
  const bend = (x1 + x2) / 2
  const color = toneColor(part.tone)
  const size = Math.max(part.size, 1)
  return (
    <g>
      <path
        d={`M${x1},${outer}C${bend},${outer} ${bend},${inner} ${x2},${inner}L${x2},${inner + size}C${bend},${inner + size} ${bend},${outer + size} ${x1},${outer + size}Z`}
        fill={color}
        fillOpacity={part.hatched ? 0.12 : 0.28}
      />
      <rect
        x={isLeft ? 0 : ACROSS - 16}
        y={outer}
        width={16}
        height={size}
        fill={color}
        fillOpacity={part.hatched ? 0.5 : 1}
      />
    </g>
  )
}

function Labels({ side, height, isRight }: { side: Side; height: number; isRight?: boolean }) {
  return (
    <div className="flow-labels" data-right={isRight || undefined} style={{ height }}>
      {side.parts.map(({ key, name, figure, top, slot, tone }) => {
        const style: CSSProperties & Record<'--tone', string> = {
          '--tone': toneColor(tone),
          top: (height - side.height) / 2 + top + slot / 2,
        }
        return (
          <span key={key} style={style}>
            {name}
            <b>{figure}</b>
          </span>
        )
      })}
    </div>
  )
}
