import type { RowKind } from '../../../shared/contract/mapping.ts';

/** What a word in a column of kinds or sides says; null for a word that Ballast does not know. */
export function kindOfWord(text: string): RowKind | null {
  const word = text
    .toLowerCase()
    .replaceAll(/[_\-./]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  if (buys.test(word)) return 'buy';
  if (sells.test(word)) return 'sell';
  for (const [pattern, kind] of kinds) if (pattern.test(word)) return kind;
  return null;
}

/** Words that may mean the side of a trade or the side of a position. */
export function isPositionSide(text: string): boolean {
  return /^(?:long|short)$/i.test(text.trim());
}

/** Words that say that an order was carried out. */
export function isDoneStatus(text: string): boolean {
  return /^(?:filled|fully filled|executed|completed?|success(?:ful)?|done|closed|settled|ausgeführt|ejecutad[ao]|exécutée?|eseguito|uitgevoerd|已成交|ok)$/iu.test(
    text.trim(),
  );
}

const buys =
  /^(?:buy|b|bought|bot|purchase|bid|kauf|gekauft|kaufen|achat|compra|comprar|acquisto|acquista|koop|aankoop|gekocht|köp|köpt|kupno|k|买入|买|buy to open|buy to close|buy to cover|open long|close short|buy(?: |\/)?(?:open|close|limit|market|long)|(?:market|limit|stop) buy|trade buy)$/u;
const sells =
  /^(?:sell|s|sold|sld|sale|ask|verkauf|verkauft|verkaufen|vente|venta|vender|vendita|vendi|verkoop|verkocht|sälj|sålt|sprzedaż|v|卖出|卖|sell to open|sell to close|sell short|sold short|open short|close long|sell(?: |\/)?(?:open|close|limit|market|short)|(?:market|limit|stop) sell|trade sell)$/u;

const kinds: readonly (readonly [RegExp, RowKind])[] = [
  [/funding|资金费/u, 'funding'],
  [/withholding|\btax\b|steuer|impôt|impuesto|belasting|ritenuta|imposta/u, 'tax'],
  [/dividend|ausschüttung|dividende|dividendo|utdelning/u, 'dividend'],
  [
    /^(?:deposits?|einzahlung|dépôt|versement|depósito|deposito|ingreso|storting|wpłata|insättning|cash in|top up|充值)\b/u,
    'deposit',
  ],
  [
    /^(?:withdraw(?:al|als)?|auszahlung|retrait|retiro|retirada|prelievo|opname|wypłata|uttag|cash out|提现)\b/u,
    'withdrawal',
  ],
  [/\btransfer\b|umbuchung|virement|transferencia|bonifico|划转/u, 'transfer'],
  [/interest|zinsen|^zins$|intérêt|interés|interessi|ränta/u, 'interest'],
  [/\b(?:fees?|commissions?)\b|gebühr|provision|^frais|comisión|comisiones/u, 'fee'],
  [/rebate|bonus|airdrop|reward|referral|cashback|adjustment|correction|korrektur/u, 'adjustment'],
  [/^(?:trades?|fills?|executions?|spot trade|spot|match|order|handel|trade history)$/u, 'fill'],
];
