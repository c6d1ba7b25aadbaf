import { parseSync } from 'oxc-parser';

/** One change of one operator or constant. */
export interface Mutant {
  readonly file: string;
  readonly line: number;
  /** The source line, trimmed: together with `change` it names the mutant wherever lines move. */
  readonly text: string;
  /** What was changed into what, with its column, such as `< -> <= at 14`; `(2)` after it on the second such line. */
  readonly change: string;
  /** The whole file with the change made. */
  readonly source: string;
}

const swapped: Readonly<Record<string, readonly string[]>> = {
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '**': ['*'],
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '&&': ['||'],
  '||': ['&&'],
  '&': ['|'],
  '|': ['&'],
  '<<': ['>>'],
  '>>': ['<<'],
};

const swappedCalls: Readonly<Record<string, string>> = {
  min: 'max',
  max: 'min',
  floor: 'ceil',
  ceil: 'floor',
  abs: 'sign',
};

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

/** Every mutant of a source file, in the order of the text. Types, imports and texts shown to people are left alone. */
export function mutantsOf(file: string, source: string): readonly Mutant[] {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file} does not parse: ${errors[0]?.message ?? ''}`);
  const found: Mutant[] = [];
  const replace = (start: number, end: number, by: string): void => {
    const lineStart = source.lastIndexOf('\n', start - 1) + 1;
    const lineEnd = source.indexOf('\n', start);
    const text = source.slice(lineStart, lineEnd === -1 ? source.length : lineEnd).trim();
    const indent = source.slice(lineStart).search(/\S/);
    const change = `${source.slice(start, end)} -> ${by === '' ? 'nothing' : by} at ${start - lineStart - indent}`;
    const equals = found.filter((one) => one.text === text && one.change.replace(/ \(\d+\)$/, '') === change).length;
    found.push({
      file,
      line: source.slice(0, start).split('\n').length,
      text,
      change: equals === 0 ? change : `${change} (${equals + 1})`,
      source: source.slice(0, start) + by + source.slice(end),
    });
  };
  visit(program as unknown as Node, (node) => {
    switch (node.type) {
      case 'BinaryExpression':
      case 'LogicalExpression': {
        const operator = node['operator'] as string;
        const [left, right] = [node['left'] as Node, node['right'] as Node];
        const at = source.indexOf(operator, left.end);
        if (at >= right.start) return;
        for (const by of swapped[operator] ?? []) replace(at, at + operator.length, by);
        return;
      }
      case 'AssignmentExpression': {
        const operator = node['operator'] as string;
        const by = { '+=': '-=', '-=': '+=', '*=': '/=', '/=': '*=' }[operator];
        const at = source.indexOf(operator, (node['left'] as Node).end);
        if (by !== undefined) replace(at, at + operator.length, by);
        return;
      }
      case 'UnaryExpression':
        // Not a plus, which an exact amount does not take: every such mutant would fall over by itself.
        if (node['operator'] === '-') replace(node.start, node.start + 1, '');
        if (node['operator'] === '!') replace(node.start, node.start + 1, '!!');
        return;
      case 'Literal': {
        const value = node['value'];
        if (typeof value === 'number')
          replace(node.start, node.end, value === 0 ? '1' : `(${source.slice(node.start, node.end)} + 1)`);
        if (typeof value === 'bigint')
          replace(node.start, node.end, value === 0n ? '1n' : `(${source.slice(node.start, node.end)} + 1n)`);
        if (typeof value === 'boolean') replace(node.start, node.end, String(!value));
        return;
      }
      case 'MemberExpression': {
        const property = node['property'] as Node;
        const name = property['name'];
        const by =
          typeof name === 'string' && source.slice(node.start, property.start) === 'Math.'
            ? swappedCalls[name]
            : undefined;
        if (by !== undefined) replace(property.start, property.end, by);
        return;
      }
      default:
    }
  });
  return found;
}

/** Walks the tree, leaving out what only the compiler reads. */
function visit(node: Node, enter: (node: Node) => void): void {
  if (node.type.startsWith('TS') && !node.type.endsWith('Expression')) return;
  if (node.type === 'ImportDeclaration' || node.type === 'TemplateElement' || node.type === 'ThrowStatement') return;
  enter(node);
  for (const [key, child] of Object.entries(node)) {
    if (key === 'typeAnnotation' || key === 'returnType' || key === 'typeArguments' || key === 'typeParameters')
      continue;
    if (Array.isArray(child)) {
      for (const item of child) if (isNode(item)) visit(item, enter);
    } else if (isNode(child)) visit(child, enter);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}
