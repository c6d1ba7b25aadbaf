import type { CascadeEventRow } from '../contract/cascade.ts';

/** What happens to a pool that is called, as a row says it. */
export const eventWords: Readonly<Record<CascadeEventRow['kind'], string>> = {
  reduced: 'closed in part',
  closed: 'closed',
  'taken-over': 'taken over by the venue',
  backstop: 'taken by the backstop',
  'collateral-sold': 'collateral sold',
  debt: 'owes',
};

type Bearer = CascadeEventRow['bearers'][number];

const bearerWords: Readonly<Record<Bearer, string>> = {
  'insurance-fund': 'the insurance fund',
  'backstop-vault': 'the backstop vault',
  'auto-deleveraging': 'traders in profit, by auto-deleveraging',
  socialised: 'all traders together',
  lender: 'the lender',
  broker: 'the broker',
  trader: 'you',
};

/** Who bears a debt, in the order in which they are asked. */
export function bearersText(bearers: readonly Bearer[]): string {
  return bearers.map((one) => bearerWords[one]).join(', then ');
}
