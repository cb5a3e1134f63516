import { accountRoutes } from './accounts/routes.ts'
import { conversationRoutes } from './conversations/routes.ts'
import { learningRoutes } from './knowledge/learning/routes.ts'
import { knowledgeRoutes } from './knowledge/routes.ts'
import { officeRoutes } from './offices/routes.ts'
import { pageRoutes } from './pages.ts'
import type { AnyRoute } from './platform/http/route.ts'
import { assignmentRoutes } from './tickets/assignment/routes.ts'
import { bulkRoutes } from './tickets/bulk/routes.ts'
import { draftRoutes } from './tickets/drafts/routes.ts'
import { macroRoutes } from './tickets/macros/routes.ts'
import { noticeRoutes } from './tickets/notices/routes.ts'
import { outgoingRoutes } from './tickets/outgoing/routes.ts'
import { propertyRoutes } from './tickets/properties/routes.ts'
import { ticketRoutes } from './tickets/routes.ts'
import { staffRoutes } from './tickets/staff/routes.ts'
import { timeRoutes } from './tickets/time/routes.ts'
import { viewRoutes } from './tickets/views/routes.ts'

/** Every door over HTTP: the API of each domain, then the pages that describe and use it. */
export function allRoutes(): AnyRoute[] {
  const api = [
    ...accountRoutes,
    ...officeRoutes,
    ...knowledgeRoutes,
    ...learningRoutes,
    ...conversationRoutes,
    ...ticketRoutes,
    ...propertyRoutes,
    ...viewRoutes,
    ...macroRoutes,
    ...draftRoutes,
    ...outgoingRoutes,
    ...timeRoutes,
    ...staffRoutes,
    ...assignmentRoutes,
    ...noticeRoutes,
    ...bulkRoutes,
  ]
  return [...api, ...pageRoutes(api)]
}
