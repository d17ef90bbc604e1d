import NextAuth from 'next-auth'
import { authOptions } from '@/lib/auth/options'
import { env } from '@/lib/env/env'

type Context = { params: Promise<{ nextauth: string[] }> }

async function handle(request: Request, context: Context): Promise<Response> {
  // next-auth reads this one itself, for the origin it trusts.
  process.env.NEXTAUTH_URL ??= env.NEXTAUTH_URL
  const { nextauth } = await context.params
  // Its log endpoint takes text from anyone.
  if (nextauth[0] === '_log') return new Response(null, { status: 204 })
  return NextAuth(authOptions())(request, context)
}

export { handle as GET, handle as POST }
