import type PDFDocument from 'pdfkit'
import { greater, lesser } from '../../domain/money'

type Pdf = InstanceType<typeof PDFDocument>

/** One bar: its length is `value`, what stands at its end is `text`. */
export type Bar = { label: string; value: bigint; text: string }
/** One line of a chart: its points stand at equal distances. */
export type Line = { label: string; colour: string; points: readonly bigint[] }

export const COLOURS = {
  ink: '#1c2530',
  muted: '#5b6672',
  rule: '#d5dbe1',
  bar: '#0f766e',
  second: '#b45309',
  below: '#b91c1c',
}

/** Thousandths of the whole, as a number to draw with. */
const share = (value: bigint, whole: bigint): number => (whole === 0n ? 0 : Number((value * 1_000n) / whole) / 1_000)

const size = (value: bigint): bigint => (value < 0n ? -value : value)

const [LABEL_WIDTH, TEXT_WIDTH, BAR_HEIGHT, GAP] = [150, 120, 11, 5]
/** Room at the left of lines for what their ends stand for. */
const AXIS = 90

/** Horizontal bars from the left, those below zero in another colour. Returns where the next thing may stand. */
export function drawBars(
  pdf: Pdf,
  bars: readonly Bar[],
  { x, y, width }: { x: number; y: number; width: number },
): number {
  const longest = bars.map(({ value }) => size(value)).reduce(greater, 0n)
  const room = width - LABEL_WIDTH - TEXT_WIDTH
  let at = y
  for (const { label, value, text } of bars) {
    pdf
      .fillColor(COLOURS.muted)
      .fontSize(8)
      .text(label, x, at + 2, { width: LABEL_WIDTH - 8, lineBreak: false })
    const length = share(size(value), longest) * room
    if (length > 0) pdf.rect(x + LABEL_WIDTH, at, length, BAR_HEIGHT).fill(value < 0n ? COLOURS.below : COLOURS.bar)
    pdf
      .fillColor(COLOURS.ink)
      .text(text, x + width - TEXT_WIDTH, at + 2, { width: TEXT_WIDTH, align: 'right', lineBreak: false })
    at += BAR_HEIGHT + GAP
  }
  return at
}

/**
 * Lines over the same range, from zero or the lowest point below it; `textOf` writes what both ends of the axis stand for. Returns where the next thing
 * may stand.
 */
export function drawLines(
  pdf: Pdf,
  lines: readonly Line[],
  textOf: (point: bigint) => string,
  { x: left, y, width: room, height }: { x: number; y: number; width: number; height: number },
): number {
  const [x, width] = [left + AXIS, room - AXIS]
  const all = lines.flatMap(({ points }) => points)
  const highest = all.reduce(greater, 0n)
  const lowest = all.reduce(lesser, 0n)
  const yOf = (point: bigint) => y + height - share(point - lowest, highest - lowest) * height
  for (const [end, at] of [
    [highest, y - 3],
    [lowest, y + height - 6],
  ] as const) {
    const place = { width: AXIS - 6, align: 'right', lineBreak: false } as const
    pdf.fillColor(COLOURS.muted).fontSize(8).text(textOf(end), left, at, place)
  }
  pdf
    .moveTo(x, y)
    .lineTo(x, y + height)
    .lineTo(x + width, y + height)
    .lineWidth(0.5)
    .stroke(COLOURS.rule)
  for (const { colour, points } of lines) {
    for (const [i, point] of points.entries()) {
      const across = x + (points.length < 2 ? 0 : (i * width) / (points.length - 1))
      if (i === 0) pdf.moveTo(across, yOf(point))
      else pdf.lineTo(across, yOf(point))
    }
    if (points.length > 0) pdf.lineWidth(1.2).stroke(colour)
  }
  let across = x
  for (const { label, colour } of lines) {
    pdf.rect(across, y + height + 8, 8, 8).fill(colour)
    pdf
      .fillColor(COLOURS.muted)
      .fontSize(8)
      .text(label, across + 12, y + height + 9, { lineBreak: false })
    across += 24 + pdf.widthOfString(label)
  }
  return y + height + 26
}
