/** The room of a chart while its code is on the way: nothing moves when it comes. */
export function Waiting() {
  return (
    <p role="status" className="late text-caption text-ink-3">
      drawing the chart
    </p>
  )
}
