/** The public page of one scheduled operation. */
export const operations = {
  title: 'Operation',
  soon: 'One that was scheduled a moment ago appears when the ledger has read its block.',
}
