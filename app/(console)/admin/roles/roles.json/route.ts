import { exportRoleMap } from '@/lib/data/role-map'
import { env } from '@/lib/env/env'
import { sayError } from '@/lib/errors/say'

export const dynamic = 'force-dynamic'

/** The role map as a file, to keep and to compare: delays in seconds as text, `null` where the chain does not know a member. */
export async function GET() {
  try {
    const { block, roles, functions } = await exportRoleMap()
    const file = {
      chainId: env.CHAIN_ID,
      block,
      roles: roles.map(({ name, can, admin, guardian, members }) => ({
        name,
        can,
        grantedBy: admin,
        cancelledBy: guardian,
        members: members.map(({ address, contract, delay }) => ({
          address,
          contract,
          delay: delay === null ? null : delay.toString(),
        })),
      })),
      functions: functions.map(({ delays, told, guardian, ...line }) => ({
        ...line,
        cancelledBy: guardian,
        byEvents: told,
        delays: delays.map(String),
      })),
    }
    return new Response(`${JSON.stringify(file, null, 2)}\n`, {
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': `attachment; filename="roles-${env.CHAIN_ID}-block-${block}.json"`,
        'cache-control': 'no-store',
      },
    })
  } catch (error) {
    const { code, status, say } = sayError(error)
    return Response.json({ code, say }, { status })
  }
}
