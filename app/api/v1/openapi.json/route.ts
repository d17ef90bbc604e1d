import { openApiDocument } from '@/lib/data/api/document'
import { respond } from '../respond'

export const dynamic = 'force-dynamic'

export function GET() {
  return respond(async () => openApiDocument())
}
