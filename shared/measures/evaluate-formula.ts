import { each, formulaFunctions, joined, type FormulaValue } from './formula-functions.ts';

/**
 * The value of a printed formula: + - * / ^ parentheses, numbers, the functions of `formula-functions` and the names of
 * `values`. A name that is not among the values stands for its family: `return` for `return1`, `return2` and so on, in
 * their order; so `mean(return)` is the mean of all of them.
 *
 * @throws SyntaxError where the text is no formula, a name is not among the values, or the result is a family
 */
export function evaluateFormula(formula: string, values: ReadonlyMap<string, number>): number {
  const tokens = tokensOf(formula);
  let next = 0;

  const fault = (text: string): SyntaxError => new SyntaxError(`"${formula}": ${text}`);
  const peek = (): string | undefined => tokens[next];
  const take = (expected: string): void => {
    if (peek() !== expected) throw fault(`expected ${expected}, found ${peek() ?? 'the end'}`);
    next += 1;
  };

  function sum(): FormulaValue {
    let total = product();
    for (let sign = peek(); sign === '+' || sign === '-'; sign = peek()) {
      next += 1;
      total = joined(total, product(), sign === '+' ? (a, b) => a + b : (a, b) => a - b);
    }
    return total;
  }

  function product(): FormulaValue {
    let total = signed();
    for (let sign = peek(); sign === '*' || sign === '/'; sign = peek()) {
      next += 1;
      total = joined(total, signed(), sign === '*' ? (a, b) => a * b : (a, b) => a / b);
    }
    return total;
  }

  function signed(): FormulaValue {
    if (peek() !== '-') return power();
    next += 1;
    return each(signed(), (value) => -value);
  }

  function power(): FormulaValue {
    const base = factor();
    if (peek() !== '^') return base;
    next += 1;
    return joined(base, signed(), (a, b) => a ** b);
  }

  function factor(): FormulaValue {
    const token = peek();
    next += 1;
    if (token === '(') {
      const inner = sum();
      take(')');
      return inner;
    }
    if (token === undefined) throw fault('it ends too early');
    if (/^[\d.]/.test(token)) return Number(token);
    return peek() === '(' ? call(token) : named(token);
  }

  function call(name: string): FormulaValue {
    take('(');
    const parts = [sum()];
    while (peek() === ',') {
      next += 1;
      parts.push(sum());
    }
    take(')');
    const apply = Object.hasOwn(formulaFunctions, name) ? formulaFunctions[name] : undefined;
    if (apply === undefined) throw fault(`there is no function ${name}`);
    return apply(parts);
  }

  function named(name: string): FormulaValue {
    const value = values.get(name);
    if (value !== undefined) return value;
    const family = familyOf(name, values);
    if (family.length === 0) throw fault(`nothing is called ${name}`);
    return family;
  }

  const result = sum();
  if (next < tokens.length) throw fault(`${String(peek())} was not expected`);
  if (typeof result !== 'number') throw fault('it gives a whole family, not one number');
  return result;
}

function familyOf(name: string, values: ReadonlyMap<string, number>): readonly number[] {
  const family: number[] = [];
  for (const [symbol, value] of values)
    if (symbol.startsWith(name) && /^\d+$/.test(symbol.slice(name.length))) family.push(value);
  return family;
}

function tokensOf(formula: string): readonly string[] {
  const tokens = formula.match(/\d+(?:\.\d+)?(?:e[+-]?\d+)?|[A-Za-z_]\w*|[-+*/^(),]|\S/gi);
  return tokens ?? [];
}
