import { failure } from '../../shared/result/result.ts';
import { done, type Command } from './command.ts';

export const baseCommand: Command = {
  name: 'base',
  summary: 'shows or changes the currency in which figures are told',
  usage: ['base [CURRENCY]'],
  help: [
    'Without a currency it shows the present one. Every figure in money follows; undo takes the change back.',
    'What has no rate to it is missing: give one with `ballast marks EUR/USD=1.08`, or import a price history.',
  ],
  options: {},
  vault: 'create',
  run: async ({ client, arguments: given }) => {
    const [currency, ...more] = given.words;
    if (more.length > 0) return failure('usage', 'Name one currency.', baseCommand.usage[0] ?? '');
    if (currency === undefined) {
      const info = await client['vault.info']({});
      return info.ok ? done({ base: info.value.base }, info.value.base) : info;
    }
    const made = await client['book.setBase']({ currency });
    return made.ok ? done(made.value, made.value.description) : made;
  },
};
