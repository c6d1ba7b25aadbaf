import type { JointRequirement } from '../../margin/margin-table.ts';
import { branch, family, fixed, leaf, unknownLeaf, type Draft, type NodeHead } from '../nodes.ts';

/** What several positions need together, at the marks: the greatest of its lines, of which one is the worst. */
export function jointNode(joint: JointRequirement, unit: string): Draft {
  const { label, lines } = joint;
  const head = { symbol: 'joint', label: `Maintenance of ${label}`, unit };
  const drafts = lines.map((_, index) => lineNode(joint, index, unit));
  if (drafts.length === 0) return fixed(head, 0, `${label} asks for nothing`);
  const values = drafts.map(({ value }) => value as number);
  const worst = values.indexOf(Math.max(...values));
  const why =
    lines.length === 1 ? undefined : `The worst is ${lineName(joint, worst)}; less than nothing is not asked.`;
  return branch({ ...head, why }, 'max(0, max(line))', family('line', drafts));
}

/** What opening it reserves. */
export function jointInitialNode(joint: JointRequirement, unit: string): Draft {
  const { label, initial } = joint;
  const head = { symbol: 'initial', label: `Initial margin of ${label}`, unit };
  return initial.status === 'value' ? ruleLeaf(head, initial.value, joint) : unknownLeaf(head, initial.reason);
}

/** The part of a line that no price moves, or the part that the price of its asset moves, at the mark. */
export function linePart(
  symbol: string,
  joint: JointRequirement,
  line: { readonly constant: number; readonly slope: number },
  part: 'constant' | 'slope',
  unit: string,
): Draft {
  const place = joint.lines.findIndex(({ constant, slope }) => constant === line.constant && slope === line.slope);
  const name = place < 0 ? `${joint.label}: less than nothing is not asked` : lineName(joint, place);
  const label =
    part === 'constant' ? `Of ${name}, what stays` : `Of ${name}, what moves with ${joint.asset ?? 'a price'}`;
  const head: NodeHead = { symbol, label, unit };
  return ruleLeaf(head, line[part], joint);
}

/** With the rule and its date where they are known. */
function ruleLeaf(head: NodeHead, value: number, { label, rule }: JointRequirement): Draft {
  if (rule === undefined) return fixed(head, value, `rules of the venue for ${label}`);
  return leaf(head, value, { source: rule.source, asOf: rule.validFrom });
}

function lineNode(joint: JointRequirement, index: number, unit: string): Draft {
  const line = joint.lines[index] as JointRequirement['lines'][number];
  return branch({ symbol: 'line', label: lineName(joint, index), unit }, 'constant + slope', [
    linePart('constant', joint, line, 'constant', unit),
    linePart('slope', joint, line, 'slope', unit),
  ]);
}

function lineName({ label, lines }: JointRequirement, index: number): string {
  return lines.length === 1 ? label : `case ${index + 1} of ${label}`;
}
