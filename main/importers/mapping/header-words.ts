/** What a column can be, as far as its name says it. */
export type ColumnRole =
  | 'time'
  | 'clock'
  | 'symbol'
  | 'currency'
  | 'side'
  | 'kind'
  | 'quantity'
  | 'price'
  | 'value'
  | 'fee'
  | 'feeAsset'
  | 'amount'
  | 'id'
  | 'profit'
  | 'effect'
  | 'balance'
  | 'status';

interface Words {
  /** The whole name. */
  readonly whole: RegExp;
  /** A part of it. */
  readonly part: RegExp;
  /** What speaks against it. */
  readonly not?: RegExp;
}

const words: Readonly<Record<ColumnRole, Words>> = {
  time: {
    whole:
      /^(?:time|date|datetime|date ?time|date and time|timestamp|executed( at| time)?|execution (time|date)|trade (time|date)|transaction (time|date)|filled( at| time)?|datum|zeit|zeitpunkt|datum uhrzeit|ausführungszeit|handelstag|buchungstag|buchungsdatum|fecha|fecha y hora|date heure|date d'opération|data|data ora|data operazione|tijd|czas|tid|data e hora|时间|日期|成交时间|created at|when)$/u,
    part: /time|date|datum|zeit|fecha|timestamp|czas|时间/u,
    not: /value date|settle|update|expir|maturity|order (time|date)|valuta|wertstellung|created|cancel|open time|entry/u,
  },
  clock: { whole: /^(?:time|uhrzeit|zeit|hora|heure|ora|tijd|tid|czas|godzina)$/u, part: /uhrzeit|time of day/u },
  symbol: {
    whole:
      /^(?:symbol|pair|market|instrument|contract|ticker|coin|product|trading pair|currency pair|security|wertpapier|titel|name des wertpapiers|instrumento|mercado|marché|marche|valeur|titolo|strumento|par|paire|papier|fondo|value paper|isin|asset|epic|underlying|stock|aktie|värdepapper|交易对|合约|品种)$/u,
    part: /symbol|pair|instrument|ticker|market|contract|isin|wertpapier|security/u,
    not: /currency|fee|order|name|description|exchange|multiplier|size|type|maker/u,
  },
  currency: {
    whole:
      /^(?:currency|ccy|währung|waehrung|devise|divisa|moneda|valuta|moeda|waluta|asset|coin|quote|quote (currency|asset)|settlement (currency|asset)|unit|币种)$/u,
    part: /currency|währung|devise|moneda|valuta/u,
    not: /fee|commission|pair|base|rate|gebühr/u,
  },
  side: {
    whole:
      /^(?:side|direction|buy ?sell|b ?s|buy or sell|action|order side|trade side|type|trade type|transaction type|art|kauf ?verkauf|seite|richtung|sens|sentido|lado|operación|operacion|tipo|segno|operazione|richting|koop verkoop|köp sälj|方向|买卖)$/u,
    part: /side|direction|buy|action|kauf|richtung|方向/u,
  },
  kind: {
    whole:
      /^(?:type|kind|transaction type|transaction|operation|activity|activity type|category|event|entry type|action|description|art|vorgang|buchungsart|umsatzart|geschäftsart|tipo|type d'opération|opération|operación|operazione|soort|typ|类型)$/u,
    part: /type|kind|operation|activity|action|art$|vorgang|typ/u,
  },
  quantity: {
    whole:
      /^(?:qty|quantity|size|sz|volume|vol|units?|shares|no of shares|contracts|lots?|filled|filled (qty|quantity|amount|size)|executed|executed (qty|quantity|amount|size)|exec qty|trade (qty|quantity|size)|number of shares|menge|stück|stk|stückzahl|anzahl|nominale?|cantidad|títulos|titulos|quantité|quantite|nombre|quantità|quantita|aantal|antal|ilość|quantidade|数量|成交数量|executed volume|base (amount|qty|quantity|size))$/u,
    part: /qty|quantity|quant|size|shares|contracts|lots|menge|stück|anzahl|cantidad|aantal|数量|volume/u,
    not: /remain|order|leaves|position|total|max|min|quote|currency|unit of|usd|lot size|asset|display/u,
  },
  price: {
    whole:
      /^(?:price|px|rate|fill(ed)? price|exec(ution|uted)? price|exec price|trade price|avg (fill )?price|average (fill )?price|avg|unit price|price per (unit|share|coin)|kurs|ausführungskurs|preis|precio|prix|cours|prezzo|koers|pris|cena|preço|preco|成交价|价格|成交价格|close|closing price|mark( price)?|last( price)?|entry price|average cost)$/u,
    part: /price|kurs|preis|precio|prix|prezzo|koers|cena|preço|价/u,
    not: /wert|limit|stop|trigger|order price|index|exit|total|strike|value|open price|profit|bankrupt|liq|reference|% ?change/u,
  },
  value: {
    whole:
      /^(?:value|total|notional|proceeds|turnover|gross( amount| value)?|trade value|amount|volume|betrag|wert|gegenwert|kurswert|umsatz|importe|montant|montant brut|controvalore|bedrag|waarde|belopp|kwota|wartość|valor|ntl|成交额|quote (amount|qty|quantity)|funds|cost|consideration)$/u,
    part: /value|total|notional|proceeds|turnover|gross|wert|funds|consideration|成交额|quote/u,
    not: /date|asset|currency|fee|rate|balance|net/u,
  },
  fee: {
    whole:
      /^(?:fees?|commissions?|comm|trading fee|transaction fee|fee paid|exec fee|gebühr|gebühren|gebuehr|provision|spesen|entgelt|orderprovision|comisión|comision|comisiones|frais|commissioni?|commissione|kosten|transactiekosten|courtage|prowizja|taxa|手续费)$/u,
    part: /fee|commission|\bcomm\b|gebühr|gebuehr|provision|comisi|frais|courtage|手续费/u,
    not: /rate|currency|coin|asset|tier|unit|%|pct|ccy|währung|type|level|token|funding|after|net|rebate|less|total/u,
  },
  feeAsset: {
    whole: /^(?:fee ?(currency|coin|asset|unit|ccy|token)|commission ?(currency|asset|ccy)|gebührenwährung|comm ccy)$/u,
    part: /fee ?(currency|coin|asset|unit|ccy|token)|commission ?(currency|asset|coin)|gebühr.*währung|moneda.*comisi|feecoin/u,
  },
  amount: {
    whole:
      /^(?:amount|net|net amount|net total|change|cash flow|cash change|betrag|nettobetrag|importe|importe neto|montant|montant net|importo|bedrag|belopp|kwota|money|payment|total|sum|qty|quantity|cash|valor|金额|value|delta|mutatie)$/u,
    part: /amount|net|change|cash|betrag|importe|montant|bedrag|金额|payment/u,
    not: /fee|asset|currency|balance|filled|exec|rate|pct|%/u,
  },
  id: {
    whole:
      /^(?:id|trade ?id|tx ?id|txid|transaction ?id|execution ?id|exec ?id|fill ?id|deal ?id|reference|ref|refid|ref no|ticket|uuid|match ?id|tradeid|trade (no|number|ref)|transaction (no|number|ref)|belegnummer|referenz|transaktions ?id|referencia|référence|成交编号)$/u,
    part: /trade ?id|exec ?id|tx ?id|transaction ?(id|no)|execution ?id|fill ?id|uuid|txid|reference/u,
    not: /order|user|account|uid|client|portfolio/u,
  },
  profit: {
    whole:
      /^(?:realized (pnl|profit|p l|pl|p&l|gain)|realised (pnl|profit|p l|pl|p&l|gain)|closed ?pnl|pnl|p&l|p l|profit|profit loss|gewinn|gewinn verlust|ergebnis|realisierter gewinn|beneficio|résultat|fifo (pnl|p l))$/u,
    part: /realized|realised|closed ?pnl|pnl|p&l|profit|gewinn/u,
    not: /unreal|cumul|%|pct|total|rate|usd$/u,
  },
  effect: {
    whole: /^(?:open ?close|open or close|position effect|effect|offset|o c)$/u,
    part: /position effect|open ?\/? ?close|opencloseindicator/u,
  },
  balance: {
    whole:
      /^(?:balance|balance after|after balance|running balance|cash balance|wallet balance|saldo|kontostand|neuer saldo|solde|saldo final|saldo después|余额|account balance|end balance|available balance)$/u,
    part: /balance|saldo|kontostand|solde|余额/u,
    not: /before|unit|currency|position|previous|change|usd/u,
  },
  status: {
    whole: /^(?:status|state|order status|execution status|zustand|estado|statut|stato|状态)$/u,
    part: /status/u,
  },
};

/** How well the name of a column fits a role: 3 as a whole, 1 in part, 0 not. */
export function fitOf(column: string, role: ColumnRole): 0 | 1 | 3 {
  const name = plainName(column);
  const { whole, part, not } = words[role];
  if (whole.test(name)) return 3;
  return part.test(name) && !(not?.test(name) ?? false) ? 1 : 0;
}

/** Without what stands in brackets, and with blanks for every other sign. */
function plainName(column: string): string {
  return column
    .replaceAll(/\([^)]*\)|\[[^\]]*\]/g, ' ')
    .replaceAll(/[_\-./#:*"]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** The column that fits a role best, where no other fits as well. */
export function bestColumn(
  columns: readonly string[],
  role: ColumnRole,
): { readonly best: string | null; readonly rivals: readonly string[] } {
  const fits = columns.map((column) => ({ column, fit: fitOf(column, role) }));
  const most = Math.max(0, ...fits.map(({ fit }) => fit));
  if (most === 0) return { best: null, rivals: [] };
  const rivals = fits.filter(({ fit }) => fit === most).map(({ column }) => column);
  return rivals.length === 1 ? { best: rivals[0] ?? null, rivals: [] } : { best: null, rivals };
}

/** Currency or coin that a column's name says: `fee (usdt)`, `comm in usd`. */
export function bracketedAsset(column: string): string | null {
  const inside = /[([]\s*([a-z]{3,5})\s*[)\]]|\bin ([a-z]{3,4})$/.exec(column)?.slice(1).find(Boolean);
  return inside === undefined || /^(?:utc|gmt|qty|net|base|quote|coin|avg)$/.test(inside) ? null : inside.toUpperCase();
}
