import { create } from 'zustand';

export type Theme = 'dark' | 'light';

interface ThemeState {
  readonly theme: Theme;
  /** From the address; then what the vault remembers does not overrule it. */
  readonly fixed: boolean;
}

/** Dark unless the address says otherwise (`?theme=light`, for screenshots) or the vault remembers light. */
export const useTheme = create<ThemeState>(() => {
  const asked = new URLSearchParams(location.search).get('theme');
  return asked === 'light' || asked === 'dark' ? { theme: asked, fixed: true } : { theme: 'dark', fixed: false };
});

/** Puts the theme on the page; tokens do the rest. */
export function showTheme(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme;
  useTheme.setState({ theme });
}

/** The value of a token now, for what is painted on canvas. */
export function tokenValue(name: `--${string}`): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}
