/** One colour, one meaning, on every page. Services and models are never a category: they take the ink steps `svc-1…4`. */
export type Tone =
  | 'burn'
  | 'provider'
  | 'protocol'
  | 'operations'
  | 'reserve'
  | 'liquidity'
  | 'vault'
  | 'circulating'
  | 'svc-1'
  | 'svc-2'
  | 'svc-3'
  | 'svc-4'

export function toneColor(tone: Tone): string {
  return `var(--c-${tone})`
}
