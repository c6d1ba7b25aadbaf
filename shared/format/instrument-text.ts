const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** A listed option as its clearing house writes it: root, expiry, right, strike times 1,000. */
const listedOption = /^([A-Z0-9./]{1,6}?)(\d{2})(0[1-9]|1[0-2])(\d{2})([CP])(\d{5})(\d{3})$/;

/** How an instrument reads in a table: `KRM 55 C 18 Dec 26` for KRM261218C00055000; every other as its symbol stands. */
export function instrumentText(symbol: string): string {
  const found = listedOption.exec(symbol);
  if (found === null) return symbol;
  const [, root = ''] = found;
  return `${root} ${optionTerms(found)}`;
}

/** The same where its share is named beside it: `55 C 18 Dec 26`. */
export function optionText(symbol: string): string {
  const found = listedOption.exec(symbol);
  return found === null ? symbol : optionTerms(found);
}

function optionTerms([
  ,
  ,
  year = '',
  month = '',
  day = '',
  right = '',
  whole = '',
  part = '',
]: RegExpExecArray): string {
  const fraction = part.replace(/0+$/, '');
  const strike = `${Number(whole)}${fraction === '' ? '' : `.${fraction}`}`;
  return `${strike} ${right} ${Number(day)} ${months[Number(month) - 1] ?? month} ${year}`;
}
