import type { ExportFile } from '../pages/drop-file.ts';

/** 10 SOL bought at 100 on each day of March 2026 from one to another, as Binance writes it; the id is that of the day. */
function solBought(fromDay: number, toDay: number): ExportFile {
  const rows = Array.from({ length: toDay - fromDay + 1 }, (_, index) => {
    const day = fromDay + index;
    const time = `2026-03-${String(day).padStart(2, '0')} 12:00:00`;
    return `800200300,${time},SOLUSDT,BUY,100,10,1000,0USDT,0,true,false,${500_000 + day},${910_000 + day}`;
  });
  const header = 'Uid,Time,Symbol,Side,Price,Quantity,Amount,Fee,Realized Profit,Buyer,Maker,Trade ID,Order ID';
  return { name: `SOL-${fromDay}-to-${toDay}(UTC+0).csv`, text: [header, ...rows, ''].join('\n') };
}

/** The first days of March, and some that overlap: three days stand in both. */
export const firstDays = solBought(1, 6);
export const laterDays = solBought(4, 8);
