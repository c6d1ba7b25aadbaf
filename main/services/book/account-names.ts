import type { ServiceContext } from '../context.ts';

/** Finds the account of the book for each account that a file names by the broker's id. */
export interface AccountNames {
  /** @param brokerAccount the broker's id; null where the file names none */
  readonly nameOf: (brokerAccount: string | null) => string;
}

/**
 * An id that an earlier file brought keeps its account, whatever name this import was given. A new id takes the import's
 * own name, unless another id has that name: then the id stands behind it. So no account is ever mixed with another, and
 * the same account is never booked twice.
 */
export function createAccountNames(
  { vault: { accounts } }: ServiceContext,
  changeId: number,
  name: string,
  venue: string | null,
): AccountNames {
  const known = new Map(accounts.brokerIds());
  return {
    nameOf: (brokerAccount) => {
      if (brokerAccount === null) return name;
      const id = `${venue ?? ''}:${brokerAccount}`;
      const found = known.get(id);
      if (found !== undefined) return found;
      const taken = [...known.values()].includes(name);
      const made = taken ? `${name} ${brokerAccount.replaceAll('/', '-')}` : name;
      known.set(id, made);
      accounts.state(changeId, made, { key: 'broker-id', value: id });
      return made;
    },
  };
}
