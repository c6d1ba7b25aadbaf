/** The functions whose every operator and constant must be held by a test, with the tests that hold them. */
export interface Target {
  readonly file: string;
  readonly tests: readonly string[];
}

export function of(folder: string, tests: readonly string[], names: readonly string[]): readonly Target[] {
  return names.map((name) => ({ file: `${folder}/${name}.ts`, tests }));
}
