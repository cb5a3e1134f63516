import type { StaffActor } from '../../platform/context.ts'
import type { NewsTopics } from '../../platform/realtime/news.ts'

/** Who hears of the saved views of one group. */
export function viewRoomOf({ visibility, ownerId, officeId }: NewsTopics['views-changed']): string {
  if (visibility === 'private') return `views:person:${ownerId}`
  return visibility === 'office' ? `views:office:${officeId}` : 'views:network'
}

/** The groups whose saved views a member of staff sees. */
export function viewRoomsOf({ userId, scope }: StaffActor): string[] {
  const office = scope.kind === 'office' ? [`views:office:${scope.officeId}`] : []
  return [`views:person:${userId}`, ...office, 'views:network']
}
