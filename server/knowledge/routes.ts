import { z } from 'zod'
import { Slug } from '../contract/common.ts'
import {
  Article,
  ArticleList,
  ArticleQuery,
  AskReply,
  AskRequest,
  SearchQuery,
  SearchReply,
} from '../contract/knowledge.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import { notFound } from '../platform/problem.ts'
import { ContentProblemList } from './content-report.ts'
import { questionRoutes } from './questions/routes.ts'
import { ask, findArticle, listArticles, listContentProblems, search } from './service.ts'

export const knowledgeRoutes: AnyRoute[] = [
  route(
    {
      method: 'post',
      path: '/api/v1/ask',
      summary: 'Answer a question from the guides, or say which office takes it',
      door: 'public',
      body: AskRequest,
      replies: { 200: AskReply },
      crossOrigin: true,
      limited: true,
      idempotent: true,
    },
    async ({ ctx, body }) => ({ body: await ask(ctx, body) }),
  ),
  route(
    {
      method: 'get',
      path: '/api/v1/search',
      summary: 'Search the guides',
      door: 'public',
      query: SearchQuery,
      replies: { 200: SearchReply },
      crossOrigin: true,
      limited: true,
    },
    async ({ ctx, query }) => ({ body: await search(ctx, query) }),
  ),
  route(
    {
      method: 'get',
      path: '/api/v1/articles',
      summary: 'All published guides',
      door: 'public',
      replies: { 200: ArticleList },
      crossOrigin: true,
    },
    async ({ ctx }) => ({ body: { items: await listArticles(ctx) } }),
  ),
  route(
    {
      method: 'get',
      path: '/api/v1/articles/:slug',
      summary: 'One guide with its text as Markdown and as safe HTML',
      door: 'public',
      params: z.strictObject({ slug: Slug }),
      query: ArticleQuery,
      replies: { 200: Article },
      crossOrigin: true,
    },
    async ({ ctx, params, query }) => {
      const article = await findArticle(ctx, params.slug, query.lang)
      if (!article) throw notFound()
      return { body: article }
    },
  ),
  route(
    {
      method: 'get',
      path: '/api/v1/content-problems',
      summary: 'What is wrong in the content files, with file, line and remedy',
      door: 'staff',
      replies: { 200: ContentProblemList },
    },
    async ({ ctx }) => ({ body: { items: await listContentProblems(ctx) } }),
  ),
  ...questionRoutes,
]
