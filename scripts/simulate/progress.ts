import { formatMonth, monthOf } from '../../lib/domain/month'

/** One JSON line for whoever started this: how far it is, 0 to 1, and a few words. */
export function say(progress: number, text: string): void {
  process.stdout.write(`${JSON.stringify({ progress: Math.round(progress * 1_000) / 1_000, say: text })}\n`)
}

/** Says where in the history it is, whenever another hundredth is done. */
export function progressOf(start: bigint, end: bigint): (time: bigint) => void {
  let said = -1
  return (time) => {
    const hundredths = end > start ? Number(((time - start) * 100n) / (end - start)) : 100
    if (hundredths <= said) return
    said = hundredths
    say(hundredths / 100, formatMonth(monthOf(time)))
  }
}
