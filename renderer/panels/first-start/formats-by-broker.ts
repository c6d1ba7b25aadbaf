/** The exports that can be read, a line a broker, in the order given. */
export function formatsByBroker(
  formats: readonly { readonly broker: string; readonly export: string }[],
): readonly { readonly broker: string; readonly exports: readonly string[] }[] {
  const brokers = new Map<string, string[]>();
  for (const format of formats) {
    const exports = brokers.get(format.broker) ?? [];
    const text = midSentence(format.export);
    if (!exports.includes(text)) exports.push(text);
    brokers.set(format.broker, exports);
  }
  return [...brokers].map(([broker, exports]) => ({ broker: broker === 'any' ? 'Any source' : broker, exports }));
}

/** Begins small, unless the first word is an abbreviation. */
function midSentence(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
