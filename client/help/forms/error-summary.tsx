import type { Translate } from '../../shared/i18n.ts'
import { Icon } from '../layout/icon.tsx'

/** A fault in a form: which field it belongs to and how to mend it. */
export type FormError = { field: string; message: string }

/** All faults of a form above it. It takes the focus, and each line leads to its field. */
export function ErrorSummary({ t, errors }: { t: Translate; errors: FormError[] }) {
  if (errors.length === 0) return null
  return (
    <div class="error-summary" tabindex={-1} autofocus role="alert">
      <Icon name="warning" size={22} />
      <div>
        <h2>{t('help.form.check', { n: errors.length })}</h2>
        <ul>
          {errors.map(({ field, message }) => (
            <li key={field}>
              <a href={`#p-${field}`}>{message}</a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
