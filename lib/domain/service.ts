/** What the marketplace sells (economics.md §1, §2). On chain a service is its ASCII name, padded with zeros on the right. */
export const SERVICES = [
  'tide-pool',
  'blue-surge',
  'open-ocean',
  'mariana-depth',
  'speech',
  'scraping',
  'embeddings',
] as const
export type Service = (typeof SERVICES)[number]

/** The allowance covers tokens of the four model tiers and embeddings, one token each; the others always spend credits. */
const NOT_COVERED: readonly Service[] = ['speech', 'scraping']

export const isService = (name: string): name is Service => (SERVICES as readonly string[]).includes(name)
export const isCovered = (service: Service): boolean => !NOT_COVERED.includes(service)
