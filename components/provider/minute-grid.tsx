import { type MinuteState, runsOf } from '@/lib/domain/minute-grid'
import './provider.css'

/** Units of the drawing: a minute is 10 wide, an hour 13 high with its gap, the names of the hours stand at the left. */
const [MINUTE, HOUR, BAR, LEFT, TOP] = [10, 13, 10, 26, 14]
const MINUTES = 60

/** The two patterns, once on a page: hatched is bad, dotted is excluded, so that no state is told by its colour alone. */
export function MinutePatterns() {
  return (
    <svg aria-hidden="true" width="0" height="0" className="absolute">
      <defs>
        <pattern id="minute-bad" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="4" height="4" fill="var(--danger-tint)" />
          <rect width="2" height="4" fill="var(--danger)" />
        </pattern>
        <pattern id="minute-excluded" width="4" height="4" patternUnits="userSpaceOnUse">
          <rect width="4" height="4" fill="var(--bg)" />
          <circle cx="2" cy="2" r="0.9" fill="var(--ink-3)" />
        </pattern>
      </defs>
    </svg>
  )
}

/** Every minute of a day: a row for each hour, a mark for each stretch of one state. */
export function MinuteGrid({ states, label }: { states: readonly MinuteState[]; label: string }) {
  const hours = Math.ceil(states.length / MINUTES)
  const [width, height] = [LEFT + MINUTES * MINUTE + 4, TOP + hours * HOUR]
  return (
    <svg className="minutes" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {[0, 15, 30, 45].map((minute) => (
        <text key={minute} x={LEFT + minute * MINUTE} y={TOP - 4}>
          :{String(minute).padStart(2, '0')}
        </text>
      ))}
      {Array.from({ length: hours }, (_, hour) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an hour is its place
        <g key={hour} transform={`translate(0 ${TOP + hour * HOUR})`}>
          {hour % 3 === 0 && (
            <text x="0" y={BAR - 1}>
              {String(hour).padStart(2, '0')}
            </text>
          )}
          {runsOf(states.slice(hour * MINUTES, (hour + 1) * MINUTES)).map(({ state, from, length }) => (
            <rect
              key={from}
              data-state={state}
              x={LEFT + from * MINUTE}
              y="0"
              width={length * MINUTE - 1}
              height={BAR}
            />
          ))}
        </g>
      ))}
    </svg>
  )
}

/** The look of a state, for the legend. */
export function MinuteKey({ state }: { state: MinuteState }) {
  return (
    <svg className="minutes minute-key" viewBox="0 0 22 12" aria-hidden="true">
      <rect data-state={state} x="0.5" y="0.5" width="21" height="11" />
    </svg>
  )
}
