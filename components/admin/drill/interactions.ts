/** A public page that carries the banner, and the least else. */
export const BANNER_PAGE = '/status'

/** Whether the HTML of a page has the banner of a pause. */
export const bannerStands = (html: string): boolean => html.includes('data-banner="paused"')

/** Counts what a person does: each field that is filled or ticked once until another one is, and each press. */
export class Interactions {
  #count: number
  #last: unknown = null

  /** `before`: what was done before the form stood there. */
  constructor(before: number) {
    this.#count = before
  }

  get count(): number {
    return this.#count
  }

  /** Typing on in the same field is the same interaction; a box is ticked anew each time. */
  input(target: unknown): void {
    const isBox = typeof target === 'object' && target !== null && 'type' in target && target.type === 'checkbox'
    if (target === this.#last && !isBox) return
    this.#last = target
    this.#count += 1
  }

  press(): void {
    this.#last = null
    this.#count += 1
  }
}
