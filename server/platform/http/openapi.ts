import { createDocument, type ZodOpenApiOperationObject } from 'zod-openapi'
import { ProblemDocument } from '../../contract/common.ts'
import type { AnyRoute, Door, Route } from './route.ts'

const SECURITY: Record<Door, Record<string, string[]>[]> = {
  public: [],
  visitor: [{ visitorToken: [] }],
  staff: [{ session: [] }],
}

/** openapi.json, made from the very schemas that validate the requests. */
export function describeApi(routes: AnyRoute[], publicUrl: string): object {
  const api = routes.filter((route): route is Route => route.kind === 'api')
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {}
  for (const route of api) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method]: describeRoute(route) }
  }
  return createDocument({
    openapi: '3.1.0',
    info: { title: 'OTD Support', version: '1', license: { name: 'EUPL-1.2' } },
    servers: [{ url: publicUrl }],
    paths,
    components: {
      securitySchemes: {
        visitorToken: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'session' },
      },
    },
  })
}

function describeRoute(route: Route): ZodOpenApiOperationObject {
  return {
    operationId: `${route.method} ${route.path}`,
    summary: route.summary,
    security: SECURITY[route.door],
    requestParams: {
      ...(route.params && { path: route.params as never }),
      ...(route.query && { query: route.query as never }),
    },
    ...(route.body && {
      requestBody: { content: { 'application/json': { schema: route.body } } },
    }),
    responses: describeReplies(route),
  }
}

function describeReplies(route: Route): ZodOpenApiOperationObject['responses'] {
  const replies = Object.entries(route.replies).map(([status, schema]) => [
    status,
    schema
      ? { description: route.summary, content: { 'application/json': { schema } } }
      : { description: route.summary },
  ])
  const refusal = {
    description: 'A refusal: RFC 9457 problem details',
    content: { 'application/problem+json': { schema: ProblemDocument } },
  }
  return { ...Object.fromEntries(replies), default: refusal }
}
