import type { ExportFile } from '../pages/drop-file.ts';

// A bank that no reader knows: three lines before the header, semicolons, decimal commas. The numbers are our own.
const header = 'Datum;Uhrzeit;Symbol;Währung;Art;Stück;Kurs;Kurswert;Provision;Betrag';
const preamble = ['Depotauszug der Musterbank', 'Kunde;Erika Beispiel', 'Erstellt am;06.02.2026'];

function table(name: string, rows: readonly string[]): ExportFile {
  return { name, text: `${[...preamble, header, ...rows].join('\r\n')}\r\n` };
}

/** Two purchases of one share and half of them sold, and one other: 12 SAP bought at 180, 4 sold, 8 left; 5 SIE. */
export const bankFebruary = table('Musterbank.csv', [
  '02.02.2026;09:15:00;SAP;EUR;Kauf;10;182,50;1.825,00;4,90;-1.829,90',
  '02.02.2026;09:20:00;SAP;EUR;Kauf;2;167,50;335,00;4,90;-339,90',
  '03.02.2026;10:01:30;SIE;EUR;Kauf;5;201,10;1.005,50;4,90;-1.010,40',
  '05.02.2026;16:44:10;SAP;EUR;Verkauf;4;190,00;760,00;4,90;755,10',
]);

export const bankMarch = table('Musterbank.csv', ['17.03.2026;11:00:00;SIE;EUR;Kauf;3;210,00;630,00;4,90;-634,90']);

/** A venue's list of open positions, without a time: 500 AVAX long from 60, to be liquidated at 52. */
export const positionList: ExportFile = {
  name: 'positions.csv',
  text: 'Symbol,Side,Size,Entry Price,Mark Price,Liq. Price\nAVAXUSDT,Long,500,60,61,52\n',
};
