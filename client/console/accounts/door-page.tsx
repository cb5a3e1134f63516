import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { LANGS } from '../../shared/i18n.ts'
import { useTexts } from '../platform/texts.tsx'

/** The frame of the pages before the console: one narrow column and the choice of language. */
export function DoorPage({ title, children }: { title: string; children: ReactNode }) {
  const { t, lang, setLang } = useTexts()
  return (
    <main className="door">
      <div className="door-card">
        <p className="brand">
          <i className="brand-mark" aria-hidden="true" />
          {t('console.product')}
        </p>
        <h1>{title}</h1>
        {children}
        <div className="door-langs">
          {LANGS.filter((other) => other !== lang).map((other) => (
            <Button key={other} variant="subtle" lang={other} onClick={() => setLang(other)}>
              {t(`console.language.${other}`)}
            </Button>
          ))}
        </div>
      </div>
    </main>
  )
}
