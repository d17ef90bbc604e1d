/** A calendar year in UTC, `YYYY`; null when the text is none. */
export const parseYear = (text: string): number | null => (/^(19[7-9]\d|2\d{3})$/.test(text) ? Number(text) : null)

/** Years that have a closed month, the newest first: a review of a running year is of the months that are over. */
export const yearsOver = (closed: readonly string[]): string[] =>
  [...new Set(closed.map((month) => month.slice(0, 4)))].sort().reverse()
