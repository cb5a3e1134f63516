import {
  type CSSVariablesResolver,
  createTheme,
  Drawer,
  type MantineColorScheme,
  type MantineColorSchemeManager,
  Menu,
  Modal,
  PasswordInput,
  TextInput,
  type VariantColorsResolver,
} from '@mantine/core'
import type { Preferences } from '../platform/preferences.ts'

const CLEAR = 'transparent'

/** Buttons in the colours of client/ui/tokens.css, which know light and dark themselves. */
const variantColorResolver: VariantColorsResolver = ({ variant }) => {
  switch (variant) {
    case 'filled':
      return {
        background: 'var(--brand-600)',
        hover: 'var(--brand-700)',
        color: 'var(--on-brand)',
        border: `1px solid ${CLEAR}`,
      }
    case 'subtle':
    case 'transparent':
      return {
        background: CLEAR,
        hover: 'var(--bg-3)',
        color: 'var(--ink)',
        border: `1px solid ${CLEAR}`,
      }
    default:
      return {
        background: 'var(--bg)',
        hover: 'var(--bg-2)',
        color: 'var(--ink)',
        border: '1px solid var(--line-strong)',
      }
  }
}

export const theme = createTheme({
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--font-mono)',
  headings: { fontFamily: 'var(--font)' },
  defaultRadius: 8,
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusClassName: 'focus',
  variantColorResolver,
  components: {
    TextInput: TextInput.extend({ defaultProps: { size: 'md' } }),
    PasswordInput: PasswordInput.extend({ defaultProps: { size: 'md' } }),
    // Inside the landmark of its button, not at the end of the page; its focus placeholder is a child
    // that the menu role does not allow.
    Menu: Menu.extend({
      defaultProps: {
        withinPortal: false,
        floatingStrategy: 'fixed',
        withInitialFocusPlaceholder: false,
      },
    }),
    // The page itself never scrolls, and locking would add a style element without our nonce.
    Modal: Modal.extend({
      defaultProps: { lockScroll: false, transitionProps: { duration: 100 } },
    }),
    Drawer: Drawer.extend({
      defaultProps: { lockScroll: false, transitionProps: { duration: 120 } },
    }),
  },
})

/** Mantine's own variables, all taken from the tokens. */
export const cssVariablesResolver: CSSVariablesResolver = () => {
  const colours = {
    '--mantine-color-body': 'var(--bg)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-2)',
    '--mantine-color-placeholder': 'var(--ink-2)',
    '--mantine-color-anchor': 'var(--brand-600)',
    '--mantine-color-error': 'var(--bad)',
    '--mantine-color-default': 'var(--bg)',
    '--mantine-color-default-hover': 'var(--bg-2)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-primary-color-filled': 'var(--brand-600)',
    '--mantine-primary-color-filled-hover': 'var(--brand-700)',
    '--mantine-primary-color-contrast': 'var(--on-brand)',
  }
  return { variables: {}, light: colours, dark: colours }
}

const SCHEMES: readonly string[] = ['light', 'dark', 'auto'] satisfies MantineColorScheme[]

/** Light, dark, or as the system: kept with the console's other preferences. */
export function colorSchemeManager(preferences: Preferences): MantineColorSchemeManager {
  return {
    get(fallback) {
      const chosen = preferences.get('color-scheme')
      return chosen !== null && SCHEMES.includes(chosen) ? (chosen as MantineColorScheme) : fallback
    },
    set: (chosen) => void preferences.set('color-scheme', chosen),
    subscribe: () => {},
    unsubscribe: () => {},
    clear: () => preferences.remove('color-scheme'),
  }
}
