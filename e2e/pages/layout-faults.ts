import type { Page } from '@playwright/test';

/** What sticks out of the window sideways, and figures or headers that are cut short; empty when all is well. */
export async function layoutFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const faults: string[] = [];
    const nameOf = (element: Element) =>
      `${element.tagName.toLowerCase()}.${[...element.classList].join('.')} "${(element.textContent ?? '').trim().slice(0, 40)}"`;
    const isCut = (element: Element) => element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1;

    if (document.documentElement.scrollWidth > width) faults.push('the document scrolls sideways');
    for (const part of document.querySelectorAll('[role=tabpanel], header, footer, dl, main')) {
      const box = part.getBoundingClientRect();
      if (box.width > 0 && (box.left < -0.5 || box.right > width + 0.5))
        faults.push(`${nameOf(part)} leaves the window`);
    }
    // A name may end in an ellipsis; a figure or the header over it may not: a price with its last digits gone is another price.
    const figures = '.ag-header-cell-text, .ag-cell.right, th:not(.left), td:not(.left)';
    for (const element of document.querySelectorAll(figures))
      if (isCut(element))
        faults.push(`${nameOf(element)} is cut short: ${element.scrollWidth} of ${element.clientWidth} px`);
    // A column that is out of sight says nothing, and a name squeezed away makes its figures anybody's.
    for (const columns of document.querySelectorAll('.ag-center-cols-viewport'))
      if (isCut(columns)) faults.push(`a grid scrolls sideways: ${columns.scrollWidth} of ${columns.clientWidth} px`);
    for (const name of document.querySelectorAll('th.left:first-child')) {
      const shown = name.getBoundingClientRect().width;
      const isName = (name.textContent ?? '').trim().length > 1;
      if (isName && shown > 0 && shown < 60) faults.push(`${nameOf(name)} has no room: ${shown} px`);
    }
    // Nothing but a name is cut without an ellipsis.
    for (const element of document.querySelectorAll('[role=tabpanel] *, header *, dl *, footer *')) {
      const style = getComputedStyle(element);
      if (style.overflowX === 'visible' || style.textOverflow === 'ellipsis' || !isCut(element)) continue;
      // Words for those who listen are meant to take no room.
      if (element.classList.contains('unseen')) continue;
      const shortensItself = element.querySelector('.ellipsis') !== null;
      // The handle that resizes a column lies across its edge.
      if (shortensItself || element.classList.contains('ag-header-cell')) continue;
      faults.push(`${nameOf(element)} is cut off: ${element.scrollWidth} of ${element.clientWidth} px`);
    }
    return faults;
  });
}
