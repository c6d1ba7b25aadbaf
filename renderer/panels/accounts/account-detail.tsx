import { useEffect, useRef } from 'react';
import type { AccountView, Cell } from '../../../shared/contract/views.ts';
import { instrumentText } from '../../../shared/format/instrument-text.ts';
import { ageText } from '../../../shared/format/age.ts';
import { brokerSentence } from '../../../shared/format/broker-sentence.ts';
import { moneyText, signedMoneyText } from '../../../shared/format/money.ts';
import { notApplicableText } from '../../../shared/format/number-text.ts';
import { priceText } from '../../../shared/format/price.ts';
import { exactAmountText, quantityText } from '../../../shared/format/quantity.ts';
import { directionClass } from '../../widgets/direction.ts';
import { Figure, Missing } from '../../widgets/figure.tsx';
import { FigureButton, FigureGroup } from '../../widgets/figure-button.tsx';
import { Icon } from '../../widgets/icon.tsx';
import { MenuItem, PanelMenu } from '../../widgets/menu.tsx';
import { Shape, stateClass, stateWord } from '../../widgets/shape.tsx';
import { BrokerCells } from './broker-cells.tsx';
import { positionRoom, type PositionRoom } from './position-room.ts';
import { balanceTarget, leverageTarget, positionTarget } from '../explain/explain-cells.ts';
import { showRows } from '../events/use-events.ts';
import { BadgeButton } from '../reconcile/badge.tsx';
import { askWhatIf } from '../whatif/what-if-store.ts';
import { openAccount, startEdit, useAccounts } from './use-accounts.ts';

type Position = AccountView['positions'][number];

/** One account: what was said of it, its balances and its positions, each with the way to change it. */
export function AccountDetail({
  account,
  base,
  asOfMs,
  width,
}: {
  readonly account: AccountView;
  readonly base: string;
  readonly asOfMs: number;
  /** Of the panel, in pixels. */
  readonly width: number;
}) {
  const isPrinted = account.positions.some(({ brokerLiquidation }) => brokerLiquidation != null);
  const room = positionRoom(width, isPrinted);
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // The row that was opened by a key is gone: without this the focus would begin anew at the top of the window.
    if (document.activeElement === document.body) back.current?.focus();
  }, []);
  return (
    <>
      <div className="tools">
        <button type="button" className="ghost" ref={back} onClick={() => openAccount(null)}>
          <Icon name="left" />
          All accounts
        </button>
        <strong className="account-name ellipsis">{account.name}</strong>
        <span className={`state ${stateClass(account.state)}`}>
          <Shape state={account.state} />
          {stateWord[account.state]}
        </span>
        <BadgeButton account={account} hasWord={!room.isTight} />
        <span className="grow" />
        {!room.isTight && (
          <span className="t3 ellipsis">
            {account.venueName === '' ? 'venue not stated' : account.venueName} · {account.marginMode} ·{' '}
            {account.positionMode}
          </span>
        )}
        <button
          type="button"
          className="ghost"
          title="State when a loan is called, what coins count, fees: what Ballast has no table of"
          onClick={() => startEdit({ kind: 'rules', account: account.name })}
        >
          Rules…
        </button>
        <button type="button" className="ghost" onClick={() => startEdit({ kind: 'settings', account: account.name })}>
          <Icon name="edit" />
          Change…
        </button>
      </div>
      <div className="panel-body">
        <FigureGroup>
          <Balances account={account} base={base} />
          <Positions account={account} base={base} asOfMs={asOfMs} room={room} />
        </FigureGroup>
      </div>
    </>
  );
}

function Balances({ account, base }: { readonly account: AccountView; readonly base: string }) {
  return (
    <table className="table roomy">
      <colgroup>
        <col className="w-104" />
        <col />
        <col className="w-112" />
        <col className="w-78" />
      </colgroup>
      <thead>
        <tr>
          <th scope="col" className="left">
            Balance
          </th>
          <th scope="col">Amount</th>
          <th scope="col">Value, {base}</th>
          <th scope="col">
            <span className="unseen">Change</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {account.balances.map((balance) => (
          <tr key={balance.asset}>
            <td className="left">
              <span className="t1">{balance.asset}</span>
            </td>
            <td className="t1">
              {balance.status === 'known' ? (
                <FigureButton target={balanceTarget(account.name, balance, 'balance')}>
                  {exactAmountText(balance.amount)}
                </FigureButton>
              ) : (
                <Missing
                  reason="The history does not begin with a known balance, so its sum is no balance."
                  mend="State the wallet as the venue shows it."
                />
              )}
            </td>
            <td>
              <FigureButton target={balanceTarget(account.name, balance, 'balanceValue')}>
                <Figure figure={balance.value} format={moneyText} />
              </FigureButton>
            </td>
            <td>
              <RowAction
                text="State…"
                label={`State the wallet balance of ${balance.asset}`}
                onClick={() => startEdit({ kind: 'wallet', account: account.name, asset: balance.asset })}
              />
            </td>
          </tr>
        ))}
        {account.balances.length === 0 && (
          <tr>
            <td className="left t3" colSpan={3}>
              No balance is known.
            </td>
            <td>
              <RowAction
                text="State…"
                label="State a wallet balance"
                onClick={() => startEdit({ kind: 'wallet', account: account.name, asset: null })}
              />
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

function Positions({
  account,
  base,
  asOfMs,
  room,
}: {
  readonly account: AccountView;
  readonly base: string;
  readonly asOfMs: number;
  readonly room: PositionRoom;
}) {
  // Columns of a span that the table lacks would take width from the name.
  const columns = 5 + [room.hasEntry, room.hasMark, room.hasMargin].filter(Boolean).length + (room.hasBroker ? 2 : 0);
  return (
    <table className="table roomy">
      <colgroup>
        <col />
        <col className="w-86" />
        {room.hasEntry && <col className="w-80" />}
        {room.hasMark && <col className="w-86" />}
        <col className="w-86" />
        <col className="w-80" />
        {room.hasBroker && (
          <>
            <col className="w-86" />
            <col className="w-78" />
          </>
        )}
        {room.hasMargin && <col className="w-78" />}
        <col className={room.isTight ? 'w-104' : 'w-140'} />
      </colgroup>
      <thead>
        <tr>
          <th scope="col" className="left">
            Position
          </th>
          <th scope="col">Quantity</th>
          {room.hasEntry && <th scope="col">Entry</th>}
          {room.hasMark && <th scope="col">Mark</th>}
          <th scope="col">P&amp;L, {base}</th>
          <th scope="col">Liquidation</th>
          {room.hasBroker && (
            <>
              <th scope="col" title="The liquidation price that the broker's own newest report prints">
                Broker’s
              </th>
              <th scope="col" title="Our liquidation price minus the broker's">
                Diff.
              </th>
            </>
          )}
          {room.hasMargin && <th scope="col">Margin</th>}
          <th scope="col">
            <span className="unseen">Change</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {account.positions.map((position) => (
          <PositionRow
            key={`${position.instrument}/${position.side}`}
            position={position}
            account={account.name}
            asOfMs={asOfMs}
            room={room}
          />
        ))}
        {account.positions.length === 0 && (
          <tr>
            <td className="left t3" colSpan={columns}>
              No position is open.
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

function PositionRow({
  position,
  account,
  asOfMs,
  room,
}: {
  readonly position: Position;
  readonly account: string;
  readonly asOfMs: number;
  readonly room: PositionRoom;
}) {
  const { instrument } = position;
  const price = (value: number) => priceText(value, position.priceDecimals);
  const amount = (value: number) => quantityText(value, position.quantityDecimals);
  const printed = position.brokerLiquidation ?? null;
  const isIncomplete = position.status === 'history-incomplete';
  return (
    <tr>
      <td className="left t1" title={instrument}>
        {instrumentText(instrument)}
      </td>
      <td>
        <FigureButton target={positionTarget(account, position, 'quantity', amount)}>
          <Figure figure={position.quantity} format={amount} />
        </FigureButton>
      </td>
      {room.hasEntry && (
        <td>
          <FigureButton target={positionTarget(account, position, 'entry', price)}>
            <Figure figure={position.entry} format={price} />
          </FigureButton>
        </td>
      )}
      {room.hasMark && (
        <td title={position.markAsOfMs === null ? undefined : `${ageText(asOfMs - position.markAsOfMs)} old`}>
          <FigureButton target={positionTarget(account, position, 'mark', price)}>
            <Figure figure={position.mark} format={price} />
          </FigureButton>
        </td>
      )}
      <td className={directionClass(position.pnl.value ?? 0)}>
        <FigureButton target={positionTarget(account, position, 'pnl', signedMoneyText)}>
          <Figure figure={position.pnl} format={signedMoneyText} />
        </FigureButton>
      </td>
      <td className="t1" title={printed === null || room.hasBroker ? undefined : brokerSentence(printed, price)}>
        <FigureButton target={positionTarget(account, position, 'liquidation', price)}>
          <Figure figure={position.liquidation as Cell} format={price} />
        </FigureButton>
      </td>
      {room.hasBroker && <BrokerCells position={position} price={price} />}
      {room.hasMargin && (
        <td
          title={
            position.isolatedMargin === null ? undefined : `isolated margin ${exactAmountText(position.isolatedMargin)}`
          }
        >
          {position.marginMode}{' '}
          {position.leverage === null ? (
            notApplicableText
          ) : (
            <FigureButton target={leverageTarget(account, position, position.leverage)}>
              {`${position.leverage}×`}
            </FigureButton>
          )}
        </td>
      )}
      <td className="action">
        {isIncomplete ? (
          <RowAction
            text={room.isTight ? 'State…' : 'State opening…'}
            label={`State the opening of ${instrument}`}
            onClick={() => startEdit({ kind: 'opening', account, instrument })}
          />
        ) : (
          <RowAction
            text="Change…"
            label={`Change margin and mark of ${instrument}`}
            onClick={() => startEdit({ kind: 'instrument', account, instrument })}
          />
        )}
        <PositionMenu account={account} position={position} />
      </td>
    </tr>
  );
}

/** What else can be done with a position by hand. */
function PositionMenu({ account, position }: { readonly account: string; readonly position: Position }) {
  const { instrument, side } = position;
  const isHeld = position.status === 'open' && side !== 'flat';
  const isHedged = useAccounts().data?.accounts.find(({ name }) => name === account)?.positionMode === 'hedge';
  return (
    <PanelMenu label={`More of ${instrument}`}>
      {isHeld && (
        <>
          <MenuItem onSelect={() => askWhatIf(account, instrument, isHedged ? side : null)}>What if…</MenuItem>
          <MenuItem onSelect={() => startEdit({ kind: 'close', account, instrument, side })}>Close by hand…</MenuItem>
          <MenuItem onSelect={() => startEdit({ kind: 'position', account, instrument, side })}>
            Quantity and average price…
          </MenuItem>
        </>
      )}
      <MenuItem onSelect={() => startEdit({ kind: 'trade', account, instrument })}>Trade by hand…</MenuItem>
      <MenuItem onSelect={() => showRows({ account, instrument })}>Its rows in Trades</MenuItem>
    </PanelMenu>
  );
}

function RowAction({
  text,
  label,
  onClick,
}: {
  readonly text: string;
  readonly label: string;
  readonly onClick: () => void;
}) {
  return (
    <button type="button" className="row-action" aria-label={label} onClick={onClick}>
      {text}
    </button>
  );
}
