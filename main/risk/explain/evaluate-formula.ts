/**
 * The value of a printed formula: + - * / parentheses, min( , ) max( , ) abs( ), numbers and the names of `values`.
 * @throws SyntaxError where the text is no formula or a name is not among the values
 */
export function evaluateFormula(formula: string, values: ReadonlyMap<string, number>): number {
  const tokens = tokensOf(formula);
  let next = 0;

  const peek = (): string | undefined => tokens[next];
  const take = (expected: string): void => {
    if (peek() !== expected) throw new SyntaxError(`"${formula}": expected ${expected}, found ${peek() ?? 'the end'}`);
    next += 1;
  };

  function sum(): number {
    let total = product();
    for (let sign = peek(); sign === '+' || sign === '-'; sign = peek()) {
      next += 1;
      total = sign === '+' ? total + product() : total - product();
    }
    return total;
  }

  function product(): number {
    let total = factor();
    for (let sign = peek(); sign === '*' || sign === '/'; sign = peek()) {
      next += 1;
      total = sign === '*' ? total * factor() : total / factor();
    }
    return total;
  }

  function factor(): number {
    const token = peek();
    next += 1;
    if (token === '-') return -factor();
    if (token === '(') {
      const inner = sum();
      take(')');
      return inner;
    }
    if (token === undefined) throw new SyntaxError(`"${formula}" ends too early`);
    if (/^[\d.]/.test(token)) return Number(token);
    return peek() === '(' ? call(token) : named(token);
  }

  function call(name: string): number {
    take('(');
    const parts = [sum()];
    while (peek() === ',') {
      next += 1;
      parts.push(sum());
    }
    take(')');
    if (name === 'min') return Math.min(...parts);
    if (name === 'max') return Math.max(...parts);
    if (name === 'abs' && parts.length === 1) return Math.abs(parts[0] as number);
    throw new SyntaxError(`"${formula}": ${name} is no function of ${parts.length}`);
  }

  function named(name: string): number {
    const value = values.get(name);
    if (value === undefined) throw new SyntaxError(`"${formula}": nothing is called ${name}`);
    return value;
  }

  const result = sum();
  if (next < tokens.length) throw new SyntaxError(`"${formula}": ${String(peek())} was not expected`);
  return result;
}

function tokensOf(formula: string): readonly string[] {
  const tokens = formula.match(/\d+(?:\.\d+)?(?:e[+-]?\d+)?|[A-Za-z_]\w*|[-+*/(),]|\S/gi);
  return tokens ?? [];
}
