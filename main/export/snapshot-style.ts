import type { Paper } from '../../shared/contract/snapshots.ts';

/** Style of the HTML snapshot: quiet, light, printable, nothing fetched. */
export function snapshotStyle(paper: Paper): string {
  return style.replace('PAPER', { a4: 'A4', letter: 'letter' }[paper]);
}

const style = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1040px; padding: 28px 32px 48px; background: #fff; color: #0d1117;
  font: 13px/1.5 Inter, "Segoe UI", system-ui, "Helvetica Neue", sans-serif; font-variant-numeric: tabular-nums lining-nums; }
h1 { font-size: 22px; margin: 0; } h2 { font-size: 15px; margin: 30px 0 8px; break-after: avoid; } h3 { font-size: 13px; margin: 18px 0 6px; break-after: avoid; }
header p, .about { color: #58626f; margin: 2px 0 0; }
dl.headline { display: grid; grid-template-columns: repeat(4, 1fr); gap: 14px 20px; margin: 20px 0 0; border-top: 1px solid #bcc4ce; padding-top: 14px; }
dl.headline div { break-inside: avoid; } dl.headline .wide { grid-column: span 2; } dd small, header p, li, p { overflow-wrap: anywhere; } dt { color: #58626f; font-size: 11px; } dd { margin: 0; font-size: 19px; font-weight: 600; }
dd small { display: block; font-size: 11px; font-weight: 400; color: #3d4652; }
table { width: 100%; border-collapse: collapse; font-size: 12px; } tbody { break-inside: avoid; } .quiet { color: #58626f; }
.noted tr:first-child td { border-bottom: 0; padding-bottom: 0; } .note td { font-size: 11px; color: #58626f; padding-top: 0; overflow-wrap: anywhere; }
th { font-weight: 400; font-size: 11px; color: #58626f; border-bottom: 1px solid #bcc4ce; padding: 4px 6px; vertical-align: bottom; }
td { border-bottom: 1px solid #e1e5ea; padding: 3px 6px; vertical-align: top; } thead { display: table-header-group; }
.left { text-align: left; overflow-wrap: anywhere; } .right { text-align: right; white-space: nowrap; padding-right: 13px; }
.whole { white-space: nowrap; } svg + table, table + table { margin-top: 14px; }
.hypothetical { border: 1px dashed #6f7986; border-radius: 4px; padding: 4px 14px 12px; margin: 12px 0; } .hypothetical h3 { margin-top: 8px; }
.tag { border: 1px dashed #6f7986; border-radius: 3px; padding: 0 5px; font-size: 11px; font-weight: 400; color: #3d4652; } table + .about, .about + .about { margin-top: 6px; } .about + table { margin-top: 14px; } h4 { font-size: 12px; margin: 12px 0 4px; break-after: avoid; }
.missing { border: 1px dashed #6f7986; border-radius: 3px; padding: 0 4px; color: #3d4652; }
.danger { color: #b4180f; } .watch { color: #6e5300; } .safe { font-weight: 400; } .empty { color: #58626f; }
ul.notes { padding-left: 18px; margin: 4px 0; } sup { position: absolute; margin-left: 2px; line-height: 1; color: #6e5300; font-size: 10px; }
svg { width: 100%; height: auto; display: block; break-inside: avoid; }
svg text { font: 11px Inter, "Segoe UI", system-ui, sans-serif; fill: #3d4652; } .tick { text-anchor: middle; } .lane { text-anchor: end; } .first { text-anchor: start; }
.grid { stroke: #e1e5ea; } .zero { stroke: #6f7986; stroke-width: 0.7; } .now { stroke: #0d1117; stroke-dasharray: 3 3; }
.rail { stroke: #bcc4ce; stroke-width: 2; } .unknown { stroke: #6f7986; stroke-width: 2; stroke-dasharray: 2 5; } .gone { fill: #d9665c; }
.equity { fill: none; stroke: #1d242d; stroke-width: 1.6; } .underwater { fill: #a3470022; stroke: #a34700; stroke-width: 1; }
footer { margin-top: 36px; border-top: 1px solid #bcc4ce; padding-top: 10px; color: #58626f; font-size: 11px; overflow-wrap: anywhere; }
@page { size: PAPER; margin: 14mm 12mm 16mm; @bottom-left { content: "Ballast risk snapshot"; font: 9px "Segoe UI", system-ui, sans-serif; color: #58626f; }
  @bottom-right { content: counter(page) " / " counter(pages); font: 9px "Segoe UI", system-ui, sans-serif; color: #58626f; } }
@media print { body { padding: 0; max-width: none; print-color-adjust: exact; -webkit-print-color-adjust: exact; } table { font-size: 10.5px; } td, th { padding-left: 4px; padding-right: 4px; } td.right, th.right { padding-right: 10px; } }
@media (max-width: 700px) { dl.headline { grid-template-columns: repeat(2, 1fr); } }
`;
