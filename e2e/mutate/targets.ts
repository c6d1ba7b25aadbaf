/** The functions whose every operator and constant must be held by a test, with the tests that hold them. */
export interface Target {
  readonly file: string;
  readonly tests: readonly string[];
}

export const targets: readonly Target[] = [{ file: 'main/risk/drawdown/episodes.ts', tests: ['main/risk/drawdown'] }];
