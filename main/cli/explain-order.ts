import type { BallastContract } from '../../shared/contract/contract.ts';
import type { Client, Input } from '../../shared/contract/core.ts';
import type { Result } from '../../shared/result/result.ts';
import { done, type CommandOutput } from './command.ts';
import { treeText } from './explain-text.ts';
import { readOrderFigure } from './read-order-figure.ts';

/** The trees behind an event of the order of events, or behind a figure beside them. */
export async function explainOrder(
  client: Client<BallastContract>,
  question: Input<BallastContract['risk.cascade']>,
  named: string,
): Promise<Result<CommandOutput>> {
  const asked = readOrderFigure(named);
  if (!asked.ok) return asked;
  if (asked.value.kind === 'event') {
    const { side, index } = asked.value;
    const found = await client['risk.cascadeEvent']({ question, side, index });
    if (!found.ok) return found;
    const { asOf, trees } = found.value;
    return done(found.value, trees.map(({ figure, tree }) => `${figure}:\n${treeText(tree, asOf)}`).join('\n\n'));
  }
  const found = await client['risk.cascadeFigure']({ question, asked: asked.value.asked });
  if (!found.ok) return found;
  const { asOf, value, tree } = found.value;
  return done(
    found.value,
    tree === null ? (value === 0 ? 'Nothing is needed: 0.' : 'It is not known.') : treeText(tree, asOf),
  );
}
