import type { AccountView } from '../../../shared/contract/views.ts';
import { brokerSentence } from '../../../shared/format/broker-sentence.ts';
import { notApplicableText, numberText } from '../../../shared/format/number-text.ts';
import { Missing } from '../../widgets/figure.tsx';

type Position = AccountView['positions'][number];

/** The broker's own liquidation price, and how far ours is from it. */
export function BrokerCells({
  position,
  price,
}: {
  readonly position: Position;
  readonly price: (value: number) => string;
}) {
  const printed = position.brokerLiquidation ?? null;
  if (printed === null)
    return (
      <>
        <td className="t3">{notApplicableText}</td>
        <td className="t3">{notApplicableText}</td>
      </>
    );
  const title = brokerSentence(printed, price);
  return (
    <>
      <td title={title}>{price(printed.price)}</td>
      <td title={title}>
        {printed.difference === null ? (
          <Missing reason={printed.reason} mend={null} />
        ) : (
          numberText(printed.difference, position.priceDecimals, 'plus')
        )}
      </td>
    </>
  );
}
