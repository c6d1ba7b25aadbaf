/** Which columns of an account's positions have room beside the name, which always stands. */
export interface PositionRoom {
  readonly hasEntry: boolean;
  readonly hasMark: boolean;
  readonly hasMargin: boolean;
  /** The broker's own liquidation price, where it prints one. */
  readonly hasBroker: boolean;
  /** Names of actions are short, too. */
  readonly isTight: boolean;
}

/** Of the broker's price and the difference to it, in pixels. */
const brokerWidth = 164;

/** Entry gives way first, then how it is margined, then the mark. */
export function positionRoom(width: number, isPrinted: boolean): PositionRoom {
  const hasBroker = isPrinted && width >= 620;
  const left = hasBroker ? width - brokerWidth : width;
  return {
    hasEntry: left >= 740,
    hasMargin: left >= 660,
    hasMark: left >= 580,
    hasBroker,
    isTight: left < 420 || width < 580,
  };
}
