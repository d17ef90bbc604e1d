/** Prices that a month's books use. */
export const financePrices = {
  title: 'Prices used',
  lead: 'Every price that payments of a month were made at: where it comes from, its block, and how long it was in force.',
  month: 'Month',
  show: 'Show',
  section: 'Prices of the oracle',
  note: (month: string) => `${month}, as sheet 15 has them`,
}
