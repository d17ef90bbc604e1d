import { finalText } from '../final-text'

export const dynamic = 'force-dynamic'

export const GET = (_: Request, context: Parameters<typeof finalText>[0]) => finalText(context, 'manifest')
