import { useState } from 'react';
import { success, type Result } from '../../../shared/result/result.ts';
import { SelectField, TextField } from '../../widgets/fields.tsx';
import { neededAmount, optionalFee, optionalTime } from './read-fields.ts';

export interface TradeStart {
  readonly side: 'buy' | 'sell';
  readonly quantity: string;
  readonly price: string;
  readonly fee: string;
  readonly feeAsset: string;
  readonly time: string;
}

export interface ReadTrade {
  readonly side: 'buy' | 'sell';
  readonly quantity: string;
  readonly price: string;
  readonly fee: { readonly asset: string; readonly amount: string } | null;
  readonly timeMs: number | null;
}

/** The fields of a trade, and what they say. */
export function useTradeFields(start: TradeStart): {
  readonly fields: React.ReactNode;
  readonly read: () => Result<ReadTrade>;
} {
  const [side, setSide] = useState(start.side);
  const [quantity, setQuantity] = useState(start.quantity);
  const [price, setPrice] = useState(start.price);
  const [fee, setFee] = useState(start.fee);
  const [feeAsset, setFeeAsset] = useState(start.feeAsset);
  const [time, setTime] = useState(start.time);
  function read(): Result<ReadTrade> {
    const size = neededAmount('Quantity', quantity);
    if (!size.ok) return size;
    const paid = neededAmount('Price', price);
    if (!paid.ok) return paid;
    const cost = optionalFee(fee, feeAsset);
    if (!cost.ok) return cost;
    const instant = optionalTime(time);
    if (!instant.ok) return instant;
    return success({ side, quantity: size.value, price: paid.value, fee: cost.value, timeMs: instant.value });
  }
  const fields = (
    <>
      <div className="field-pair">
        <SelectField
          label="Side"
          value={side}
          options={[
            { value: 'buy', text: 'buy' },
            { value: 'sell', text: 'sell' },
          ]}
          onChange={(value) => setSide(value === 'sell' ? 'sell' : 'buy')}
        />
        <TextField label="Quantity" value={quantity} onChange={setQuantity} isAmount />
      </div>
      <div className="field-pair">
        <TextField label="Price" value={price} onChange={setPrice} isAmount />
        <TimeField value={time} onChange={setTime} />
      </div>
      <FeeFields fee={fee} onFee={setFee} asset={feeAsset} onAsset={setFeeAsset} />
    </>
  );
  return { fields, read };
}

export function TimeField({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  return <TextField label="Time, UTC" value={value} onChange={onChange} placeholder="now" />;
}

export function FeeFields({
  fee,
  onFee,
  asset,
  onAsset,
}: {
  readonly fee: string;
  readonly onFee: (value: string) => void;
  readonly asset: string;
  readonly onAsset: (value: string) => void;
}) {
  return (
    <div className="field-pair">
      <TextField label="Fee, if any" value={fee} onChange={onFee} placeholder="none" isAmount />
      <TextField label="Fee is in" value={asset} onChange={onAsset} placeholder="USDT" />
    </div>
  );
}
