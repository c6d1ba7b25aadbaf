/** What the program that is killed says, a JSON document a line. */
export type Said =
  | { readonly kind: 'loaded' }
  | { readonly kind: 'begun'; readonly index: number }
  /** The action was answered: from now on its effect must outlive everything. */
  | { readonly kind: 'done'; readonly index: number }
  | { readonly kind: 'refused'; readonly index: number | null; readonly text: string }
  | { readonly kind: 'ended' };
