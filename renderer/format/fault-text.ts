/** What was found, and what to do about it: two sentences. */
export function faultText({ message, mend }: { readonly message: string; readonly mend: string }): string {
  return [message.replace(/(?<![.!?])$/, '.'), mend].filter((part) => part !== '').join(' ');
}
