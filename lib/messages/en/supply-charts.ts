/** Charts of the overview: emission and burn, revenue, the schedule, the price. */
export const supplyCharts = {
  /** Steps of a chart. */
  steps: { month: 'Month', epoch: 'Epoch' },
  step: 'Step',
  span: 'Span',
  day: 'Day',
  flow: {
    title: 'Burn against emission',
    units: { month: 'CXPT per month', epoch: 'CXPT per epoch' },
    emission: 'Emission',
    burn: 'Burn',
    empty: 'Nothing was emitted or burned yet.',
    labels: {
      month: 'Emission over zero and burn under it, per month',
      epoch: 'Emission over zero and burn under it, per epoch',
    },
    /** After the label. */
    now: (emission: string, burn: string) => `; now ${emission} against ${burn} CXPT`,
  },
  distributed: {
    title: 'Revenue distributed per epoch',
    unit: 'CXPT',
    label: (epochs: string) => `Revenue distributed in ${epochs} ${epochs === '1' ? 'epoch' : 'epochs'}, by share`,
  },
  schedule: {
    title: 'Emission against schedule',
    unit: 'cumulative, CXPT',
    used: 'Used',
    scheduled: 'Scheduled',
    note: (locked: string, cap: string) =>
      `${locked} CXPT released and not used stays locked. ${cap} of the 480M cap used.`,
    label: (used: string, due: string, scheduled: string) =>
      `${used} CXPT used of ${due} released so far and ${scheduled} scheduled`,
    usedEnd: (used: string) => `Used ${used}`,
  },
  price: {
    title: 'Price',
    unit: 'USD per CXPT, last posting of each day',
    empty: 'No price was posted yet.',
    label: (days: number, last: string) => `The posted price over ${days} ${days === 1 ? 'day' : 'days'}; last ${last}`,
    none: 'No price',
  },
}
