import { isService, type Service } from './service'

/** How services are called on screen, and what a unit of their rate card is. */
const NAMES: Record<Service, { name: string; unit: string }> = {
  'tide-pool': { name: 'Tide Pool', unit: 'tokens' },
  'blue-surge': { name: 'Blue Surge', unit: 'tokens' },
  'open-ocean': { name: 'Open Ocean', unit: 'tokens' },
  'mariana-depth': { name: 'Mariana Depth', unit: 'tokens' },
  speech: { name: 'Text to speech', unit: 'seconds' },
  scraping: { name: 'Web scraping', unit: 'pages' },
  embeddings: { name: 'Embeddings', unit: 'tokens' },
}

/** A name that the chain knows and this list does not is shown as it is. */
export const serviceName = (service: string): string => (isService(service) ? NAMES[service].name : service)
export const serviceUnit = (service: string): string => (isService(service) ? NAMES[service].unit : 'units')
