/** Which columns of an account's positions have room beside the name, which always stands. */
export interface PositionRoom {
  readonly hasEntry: boolean;
  readonly hasMark: boolean;
  readonly hasMargin: boolean;
  /** Names of actions are short, too. */
  readonly isTight: boolean;
}

/** Entry gives way first, then how it is margined, then the mark. */
export function positionRoom(width: number): PositionRoom {
  return { hasEntry: width >= 740, hasMargin: width >= 660, hasMark: width >= 580, isTight: width < 580 };
}
