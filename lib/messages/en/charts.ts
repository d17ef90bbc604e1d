/** Around every chart. */
export const charts = {
  period: 'Period',
  empty: 'Nothing in this period.',
  table: 'Table',
  csv: 'CSV',
}
