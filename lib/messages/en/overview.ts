/** The overview. */
export const overview = {
  name: 'CXPT: supply, burns, emission and revenue, to the wei',
  description:
    'Where all 1,000,000,000 CXPT are, what is burned, emitted and paid, read from the chain at every block.',
  title: '1,000,000,000 CXPT. Every one accounted for.',
  sections: ['Supply', 'Burn against emission', 'Where a payment goes'],
  notCompared: 'Read from the chain at every block. The first comparison of ledger and chain is under way.',
  /** Before the difference, which is bold. */
  compared: 'Read from the chain at every block. Ledger and chain differ by',
  views: { months: 'Months', epochs: 'Epochs', weeks: (count: number) => `${count} w`, all: 'All' },
  wei: (difference: string) => `${difference} wei`,
}
