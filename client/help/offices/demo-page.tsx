import type { OfficeSummary } from '../../../server/contract/offices.ts'
import { Document } from '../layout/document.tsx'
import type { Frame } from '../layout/frame.ts'
import { Prose } from '../layout/prose.tsx'

type Props = { frame: Frame; office: OfficeSummary }

/** A pretend website of an office, in a dress of its own, with the one line that embeds the chat. */
export function DemoPage({ frame, office }: Props) {
  const { t, lang } = frame
  return (
    <Document frame={frame} head={{ title: office.name }} class="demo">
      <header>
        <p class="demo-notice">{t('help.demo.notice')}</p>
        <p class="demo-name">{office.name}</p>
      </header>
      <main>
        <h1>{t('help.demo.title')}</h1>
        <Prose text={t('help.demo.text')} />
        <p>
          <a href={`/${lang}/offices/${office.slug}`}>{t('help.demo.more')}</a>
        </p>
        <h2>{t('help.demo.how')}</h2>
        <p>{t('help.demo.how-text')}</p>
        <pre>
          <code>{embedLine(frame, office)}</code>
        </pre>
      </main>
      <footer>
        <p>{office.fundingStatement}</p>
      </footer>
      <script
        async
        nonce={frame.nonce}
        src="/widget.js"
        data-office={office.slug}
        data-lang={lang}
        data-email={office.email}
        data-phone={office.phone ?? undefined}
      />
    </Document>
  )
}

function embedLine({ publicUrl, lang }: Frame, { slug }: OfficeSummary): string {
  return `<script src="${publicUrl}/widget.js" data-office="${slug}" data-lang="${lang}" async></script>`
}
