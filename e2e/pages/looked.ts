import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import type { BallastWindow } from './ballast-window.ts';

/** Everything that axe finds in the window, or in one part of it, each with where it stands. */
export async function violations(
  page: Page,
  part: string | null,
  rules?: readonly string[],
): Promise<readonly string[]> {
  // In one frame axe need not carry every element that passes to a page of its own and back, as it does for several.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();
  if (rules !== undefined) axe.withRules([...rules]);
  if (part !== null) axe.include(part);
  // A menu lies over the landmarks and belongs to none, as its button says.
  if ((await page.getByRole('menu').count()) > 0) axe.disableRules(['region']);
  const { violations: found } = await axe.analyze();
  return found.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id} (${help}): ${html.slice(0, 200)}`));
}

/** Dark in the large window and light in the small one: colours do not depend on the size. */
const looks = [
  { theme: 'dark', width: 1440, height: 900 },
  { theme: 'light', width: 1024, height: 700 },
] as const;

/** What depends on theme or size. */
const lookRules = ['color-contrast', 'target-size', 'scrollable-region-focusable', 'link-in-text-block'];

/**
 * Proves that axe finds nothing, dark and light, large and small.
 * @param part a selector of what has changed since the whole window was looked at; null: the whole window
 */
export async function looked({ page }: BallastWindow, what: string, part: string | null = null): Promise<void> {
  for (const { theme, width, height } of looks) {
    await page.setViewportSize({ width, height });
    await page.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme);
    await page.evaluate(coloursSettled);
    // Looked at a second time: names, roles and order stay as they are.
    const rules = part === null || theme === 'dark' ? undefined : lookRules;
    expect(await violations(page, part, rules), `${what}, ${theme}, ${width}`).toEqual([]);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

/** Colours go over into each other for a moment; what moves without end is no such transition. */
async function coloursSettled(): Promise<void> {
  await new Promise(requestAnimationFrame);
  const going = document.getAnimations().filter((one) => one instanceof CSSTransition);
  await Promise.allSettled(going.map(({ finished }) => finished));
}
