import { bitmexAdlScore } from '../../../main/risk/insolvency/adl-rank.ts';
import { result, type Family } from '../family.ts';
import { readNumber } from '../readers.ts';

export const adlRankingBitmex: Family = {
  name: 'margin.adl_ranking_bitmex',
  run: ({ input }) => {
    const { profitFraction, effectiveLeverage, score } = bitmexAdlScore({
      markValue: readNumber(input, 'mark_value'),
      entryValue: readNumber(input, 'avg_entry_value'),
      bankruptValue: readNumber(input, 'bankrupt_value'),
    });
    return result(
      { field: 'expected_pnl_pct', actual: profitFraction },
      { field: 'expected_eff_leverage', actual: effectiveLeverage },
      { field: 'expected_rank', actual: score },
    );
  },
};
