import { create } from 'zustand';
import type { CallInput } from '../../../api/client.ts';
import { neededAmount, optionalAmount } from '../../accounts/read-fields.ts';
import { ranges, type LadderSettings } from '../use-ladder.ts';

/** What the trader sets beside the axis of the ladder, as it is typed: rates in %, blank for what is left open. */
export interface OrderTerms {
  /** Along the axis of the ladder, by a shock for each asset, or from the mark to a price and on to another. */
  readonly way: 'axis' | 'vector' | 'pinned';
  /** By asset, in %. */
  readonly shocks: Readonly<Record<string, string>>;
  readonly first: string;
  readonly second: string;
  readonly sale: 'at-mark' | 'haircut' | 'square-root';
  readonly haircut: string;
  readonly coefficient: string;
  /** By asset, the value traded a day in the base currency. */
  readonly volumes: Readonly<Record<string, string>>;
  readonly salesMovePrice: boolean;
  readonly isHarder: boolean;
  readonly maintenance: string;
  readonly collateral: string;
  readonly leverageCap: string;
  /** A margin ratio in %. */
  readonly restore: string;
}

export const useOrderTerms = create<OrderTerms>(() => ({
  way: 'axis',
  shocks: {},
  first: '',
  second: '',
  sale: 'at-mark',
  haircut: '1',
  coefficient: '1',
  volumes: {},
  salesMovePrice: false,
  isHarder: false,
  maintenance: '2',
  collateral: '100',
  leverageCap: '',
  restore: '',
}));

export type OrderQuestion = CallInput<'risk.cascade'>;

/** The question that the fields ask, or what keeps them from asking one. */
export type ReadTerms =
  | { readonly ok: true; readonly question: OrderQuestion }
  | { readonly ok: false; readonly field: string; readonly message: string };

/** @param axis the asset, beta and range of the ladder */
export function readTerms(terms: OrderTerms, axis: Pick<LadderSettings, 'asset' | 'beta' | 'range'>): ReadTerms {
  try {
    return {
      ok: true,
      question: {
        axis: axisOf(terms, axis),
        sale: saleOf(terms),
        salesMovePrice: terms.salesMovePrice,
        rules: terms.isHarder
          ? {
              maintenanceFactor: amount('Maintenance', terms.maintenance),
              collateralFactor: fraction('Collateral', terms.collateral),
              leverageCap: optional('Leverage cap', terms.leverageCap),
            }
          : null,
        restoreRatio: scaled(optional('Margin ratio', terms.restore)),
      },
    };
  } catch (refusal) {
    if (refusal instanceof Refusal) return { ok: false, field: refusal.field, message: refusal.message };
    throw refusal;
  }
}

/** Carries a refused field out of the reading. */
class Refusal extends Error {
  readonly field: string;
  constructor(field: string, message: string) {
    super(message);
    this.field = field;
  }
}

function axisOf(
  { way, shocks, first, second }: OrderTerms,
  { asset, beta, range }: Pick<LadderSettings, 'asset' | 'beta' | 'range'>,
): OrderQuestion['axis'] {
  if (way === 'axis') return { kind: 'asset', asset, beta, ...ranges[range] };
  if (way === 'pinned')
    return {
      kind: 'pinned',
      asset,
      beta,
      first: amount('First price', first),
      second: amount('Second price', second),
    };
  const named = Object.entries(shocks).filter(([, text]) => text.trim() !== '');
  if (named.length === 0) throw new Refusal('shocks', 'Give at least one asset a shock, such as −20.');
  return {
    kind: 'vector',
    shocks: Object.fromEntries(
      named.map(([name, text]) => {
        const shock = needed(name, text) / 100;
        if (shock <= -1) throw new Refusal(name, `${name}: a price cannot fall by 100 % or more.`);
        return [name, shock];
      }),
    ),
  };
}

function saleOf({ sale, haircut, coefficient, volumes }: OrderTerms): OrderQuestion['sale'] {
  switch (sale) {
    case 'at-mark':
      return { kind: 'at-mark' };
    case 'haircut':
      return { kind: 'haircut', fraction: fraction('Loss of a sale', haircut) };
    case 'square-root':
      return {
        kind: 'square-root',
        coefficient: amount('Coefficient', coefficient, true),
        dailyVolume: Object.fromEntries(
          Object.entries(volumes)
            .filter(([, text]) => text.trim() !== '')
            .map(([name, text]) => [name, amount(name, text)]),
        ),
      };
  }
}

function needed(field: string, text: string): number {
  const read = neededAmount(field, text);
  if (!read.ok) throw new Refusal(field, `${read.fault.message} ${read.fault.mend}`.trim());
  return Number(read.value);
}

function amount(field: string, text: string, orNothing = false): number {
  const value = needed(field, text);
  if (value < 0 || (value === 0 && !orNothing)) throw new Refusal(field, `${field}: give one above 0.`);
  return value;
}

/** 0 to 100 %, as a fraction. */
function fraction(field: string, text: string): number {
  const percent = amount(field, text, true);
  if (percent > 100) throw new Refusal(field, `${field}: no more than 100 %.`);
  return percent / 100;
}

function optional(field: string, text: string): number | null {
  const read = optionalAmount(field, text);
  return read.ok && read.value === null ? null : amount(field, text);
}

function scaled(percent: number | null): number | null {
  return percent === null ? null : percent / 100;
}
