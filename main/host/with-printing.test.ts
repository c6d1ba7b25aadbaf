import { expect, test } from 'vitest';
import { failure, success } from '../../shared/result/result.ts';
import type { BackEnd } from './host.ts';
import { withPrinting } from './with-printing.ts';

/** A vault that writes one page, and remembers what it was asked. */
function smallVault(): BackEnd & { readonly asked: unknown[] } {
  const asked: unknown[] = [];
  return {
    asked,
    call: async (name, input) => {
      asked.push([name, input]);
      return name === 'snapshot.make'
        ? success({ stem: 'ballast-2026', files: [{ name: 'ballast-2026.html', format: 'html', text: '<p>page</p>' }] })
        : success(`answer to ${name}`);
    },
    subscribe: () => () => undefined,
    upload: async () => success(null),
    close: async () => undefined,
  };
}

test('the host prints the page that the vault writes; the caller has no say in what is printed', async () => {
  const vault = smallVault();
  const pages: string[] = [];
  const printing = withPrinting(vault, async (html) => {
    pages.push(html);
    return success(new TextEncoder().encode('%PDF-'));
  });
  const reply = await printing.call('snapshot.print', { asOfMs: 5, paper: 'letter', html: '<p>other</p>' });
  expect(reply).toEqual(success({ name: 'ballast-2026.pdf', base64: btoa('%PDF-') }));
  expect(pages).toEqual(['<p>page</p>']);
  expect(vault.asked).toEqual([['snapshot.make', { asOfMs: 5, paper: 'letter', formats: ['html'] }]]);
});

test('all else passes through, also a question that is not of the agreed form', async () => {
  const printing = withPrinting(smallVault(), async () => failure('no-browser', 'none'));
  expect(await printing.call('book.positions', {})).toEqual(success('answer to book.positions'));
  expect(await printing.call('snapshot.print', { paper: 'a0' })).toEqual(success('answer to snapshot.print'));
});

test('a printer that is not there is said to be so', async () => {
  const printing = withPrinting(smallVault(), async () => failure('no-browser', 'there is none', 'Install one.'));
  expect(await printing.call('snapshot.print', {})).toMatchObject({ ok: false, fault: { code: 'no-browser' } });
});
