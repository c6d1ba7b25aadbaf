/** The exports that can be read, a line a broker, in the order given. */
export function formatsByBroker(
  formats: readonly { readonly broker: string; readonly export: string }[],
): readonly { readonly broker: string; readonly exports: readonly string[] }[] {
  const brokers = new Map<string, string[]>();
  for (const format of formats) {
    const exports = brokers.get(format.broker) ?? [];
    if (!exports.includes(format.export)) exports.push(format.export);
    brokers.set(format.broker, exports);
  }
  return [...brokers].map(([broker, exports]) => ({ broker: broker === 'any' ? 'Any source' : broker, exports }));
}
