import { expect, test } from '../app.ts';

test('the window goes on after a reload; its address opens no second one', async ({ app, browser }) => {
  const painted = app.page.locator('html[data-painted="ready"]');
  await expect(painted).toBeAttached();
  await app.page.reload();
  await expect(painted).toBeAttached();
  expect(new URL(app.page.url()).hash).toBe('');

  const stranger = await browser.newPage();
  await stranger.goto(app.address);
  const answer = await stranger.evaluate(async (token) => {
    const response = await fetch('/session', {
      method: 'POST',
      body: JSON.stringify({ token }),
    });
    return response.status;
  }, new URL(app.address).hash.slice(1));
  expect(answer).toBe(403);
  await stranger.close();
});
