import type { ComponentChildren } from 'preact'
import { LANGS } from '../../shared/i18n.ts'
import type { Frame, Head } from './frame.ts'

type Props = { frame: Frame; head: Head; children: ComponentChildren; class?: string }

/** The whole HTML of one page. Nothing in it needs a script; styles are files of our own. */
export function Document({ frame, head, children, class: bodyClass }: Props) {
  const { lang, files } = frame
  return (
    <html lang={lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{titleOf(frame, head)}</title>
        {head.description && <meta name="description" content={head.description} />}
        <Listing frame={frame} head={head} />
        <meta name="color-scheme" content="light dark" />
        <meta name="format-detection" content="telephone=no" />
        {files.icon && <link rel="icon" type="image/svg+xml" href={files.icon} />}
        {files.font && (
          <link
            rel="preload"
            as="font"
            type="font/woff2"
            href={files.font}
            crossorigin="anonymous"
          />
        )}
        {files.styles.map((style) => (
          <link key={style} rel="stylesheet" href={style} />
        ))}
        {files.script && <script type="module" nonce={frame.nonce} src={files.script} />}
      </head>
      <body class={bodyClass}>{children}</body>
    </html>
  )
}

function titleOf({ t }: Frame, { title, hasErrors }: Head): string {
  const whole = title === '' ? t('help.site') : `${title} · ${t('help.site')}`
  return hasErrors ? t('help.form.error-title', { title: whole }) : whole
}

/** Tells search engines where the page is, in each language; unlisted pages say only that. */
function Listing({ frame, head }: { frame: Frame; head: Head }) {
  const { addresses, publicUrl, lang, t } = frame
  if (!head.isListed) return <meta name="robots" content="noindex" />
  const textLang = head.textLang ?? lang
  return (
    <>
      <link rel="canonical" href={publicUrl + addresses[textLang]} />
      {textLang === lang &&
        LANGS.map((other) => (
          <link key={other} rel="alternate" hreflang={other} href={publicUrl + addresses[other]} />
        ))}
      <link
        rel="alternate"
        type="application/atom+xml"
        title={t('help.feed.title')}
        href={`/${lang}/articles.atom`}
      />
    </>
  )
}
