import type { Article } from '../../../server/contract/knowledge.ts'
import type { Frame } from '../layout/frame.ts'
import { type JsonLdNode, publisher, reference, website } from '../layout/json-ld.tsx'
import { sectionTexts } from './article-body.ts'
import { CONTENT_LICENSE } from './license.ts'

/** A guide as search engines read it: an article on a page of questions with their answers. */
export function articleData(frame: Frame, article: Article): JsonLdNode[] {
  return [articleNode(frame, article), pageNode(frame, article), website(frame), publisher(frame)]
}

function articleNode(frame: Frame, article: Article): JsonLdNode {
  const { url, title, summary, lang, published, updated, category, sources } = article
  return {
    '@type': 'Article',
    '@id': `${url}#article`,
    url,
    headline: title,
    description: summary,
    inLanguage: lang,
    datePublished: published,
    dateModified: updated,
    author: reference(publisher(frame)),
    publisher: reference(publisher(frame)),
    license: CONTENT_LICENSE,
    isAccessibleForFree: true,
    articleSection: frame.t(`help.topic.${category}.name`),
    mainEntityOfPage: { '@id': url },
    isPartOf: reference(website(frame)),
    citation: sources
      .filter((source) => /^https?:\/\//i.test(source.url))
      .map((source) => ({ '@type': 'CreativeWork', name: source.title, url: source.url })),
  }
}

/** A guide without questions is on a page like any other. */
function pageNode(frame: Frame, { url, title, lang, reviewed, html }: Article): JsonLdNode {
  const questions = sectionTexts(html)
    .filter(({ text, body }) => text.endsWith('?') && body !== '')
    .map(({ id, text, body }) => ({
      '@type': 'Question',
      '@id': `${url}#${id}`,
      name: text,
      acceptedAnswer: { '@type': 'Answer', text: body },
    }))
  return {
    '@type': questions.length > 0 ? 'FAQPage' : 'WebPage',
    '@id': url,
    url,
    name: title,
    inLanguage: lang,
    lastReviewed: reviewed,
    isPartOf: reference(website(frame)),
    mainEntity: questions.length > 0 ? questions : { '@id': `${url}#article` },
  }
}
