import { useEffect, useRef, useState } from 'react';
import type { ImportPreview, Question } from '../../../shared/contract/imports.ts';
import { useApi } from '../../api/client.ts';
import { chooseFiles } from '../../commands/commands.ts';
import { countedText } from '../../../shared/format/count.ts';
import { TextField } from '../../widgets/fields.tsx';
import { Shape } from '../../widgets/shape.tsx';
import { startEdit, useAccountsSettings } from '../accounts/use-accounts.ts';
import { acceptPreview, answer, discardPreview, useImportSession, type PreviewOptions } from './import-session.ts';

/** What the file cannot say, in numbered order; then the one button that says what it does. */
export function Questions({ preview, options }: { readonly preview: ImportPreview; readonly options: PreviewOptions }) {
  const api = useApi();
  const waiting = useImportSession((state) => state.waiting.length);
  useAgainAfterEdit();
  const { report, questions } = preview;
  const failed = report.failures.length;
  const isRefused = preview.previewId === null;
  return (
    <aside className="questions" aria-label="What the file cannot say">
      <div className="questions-body">
        {questions.map((question, place) => (
          <section key={questionKey(question)}>
            <h3>
              {place + 1} · {questionTitle[question.kind]}
            </h3>
            {question.kind !== 'history' && <p>{question.text}</p>}
            <QuestionAnswer question={question} options={options} />
          </section>
        ))}
        <AccountQuestion
          place={questions.length + 1}
          account={report.account}
          isRefused={isRefused}
          options={options}
        />
        {failed > 0 && (
          <section>
            <h3>{questions.length + 2} · Failed rows</h3>
            <p>
              {countedText(failed, 'row')} {failed === 1 ? 'is' : 'are'} left out and kept with the raw text. After the
              import dismiss {failed === 1 ? 'it' : 'them'} in Imports, or mend the file and drop it again: what is here
              will count as duplicate.
            </p>
          </section>
        )}
      </div>
      <div className="questions-actions">
        {!isRefused && (
          <button
            type="button"
            className="button primary big grow"
            disabled={!preview.changes}
            onClick={() => void acceptPreview(api)}
          >
            {acceptText(preview)}
          </button>
        )}
        <button
          type="button"
          className={isRefused ? 'button big grow' : 'button big'}
          onClick={() => void discardPreview(api)}
        >
          {isRefused ? 'Close, nothing is written' : 'Cancel'}
        </button>
        {preview.changes && report.accepted === 0 && report.duplicates > 0 && (
          <p className="label">
            The book has every row already. With this file kept they stay, should the import that holds them be taken
            back.
          </p>
        )}
        <p className="label">
          {!isRefused && (
            <>
              One step: <kbd>Ctrl</kbd> <kbd>Z</kbd> takes it back whole.
            </>
          )}
          {waiting > 0 && ` ${countedText(waiting, 'more file')} ${waiting === 1 ? 'waits' : 'wait'}.`}
        </p>
      </div>
    </aside>
  );
}

const questionTitle: Readonly<Record<Question['kind'], string>> = {
  timezone: 'Which time zone?',
  'date-order': 'Which comes first, day or month?',
  instrument: 'Which instrument?',
  history: 'History is incomplete',
};

function questionKey(question: Question): string {
  return question.kind === 'history' ? `history/${question.instrument}` : question.kind;
}

function QuestionAnswer({ question, options }: { readonly question: Question; readonly options: PreviewOptions }) {
  const api = useApi();
  switch (question.kind) {
    case 'timezone':
      return <ZoneChoice answered={question.answered ?? 'UTC'} />;
    case 'date-order':
      return (
        <>
          {(['DMY', 'MDY'] as const).map((order) => (
            <label key={order} className="choice">
              <input
                type="radio"
                name="date-order"
                checked={question.answered === order}
                onChange={() => void answer(api, { dateOrder: order })}
              />
              <strong className="grow">{order === 'DMY' ? 'Day first' : 'Month first'}</strong>
              <span className="t3">{order === 'DMY' ? '03/04 is 3 April' : '03/04 is 4 March'}</span>
            </label>
          ))}
        </>
      );
    case 'instrument':
      return (
        <WordAnswer
          label="Instrument, as BTC/USDT:USDT"
          value={options.instrument ?? question.answered ?? ''}
          onAnswer={(instrument) => void answer(api, { instrument })}
        />
      );
    case 'history':
      return (
        <>
          <div className="alert watch">
            <Shape state="watch" />
            <div>{question.text} Until then its position, P&amp;L and liquidation price are missing.</div>
          </div>
          <div className="row">
            <button
              type="button"
              className="button grow"
              onClick={() => startEdit({ kind: 'opening', account: question.account, instrument: question.instrument })}
            >
              State the opening…
            </button>
            <button type="button" className="button" onClick={() => chooseFiles(api)}>
              Add earlier files
            </button>
          </div>
          <p className="label">Nothing is guessed. The rows are kept and start to count once the gap is closed.</p>
        </>
      );
  }
}

function ZoneChoice({ answered }: { readonly answered: string }) {
  const api = useApi();
  const here = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const offered = here === 'UTC' ? ['UTC'] : ['UTC', here];
  const [isOther, setOther] = useState(!offered.includes(answered));
  return (
    <>
      {offered.map((zone) => (
        <label key={zone} className="choice">
          <input
            type="radio"
            name="zone"
            checked={!isOther && answered === zone}
            onChange={() => {
              setOther(false);
              void answer(api, { timezone: zone });
            }}
          />
          <strong className="grow">
            {zone}
            {zone === here && zone !== 'UTC' && ', this machine'}
          </strong>
        </label>
      ))}
      <label className="choice">
        <input type="radio" name="zone" checked={isOther} onChange={() => setOther(true)} />
        <strong className="grow">Other…</strong>
      </label>
      {isOther && (
        <WordAnswer
          label="Zone, as Europe/Berlin or +02:00"
          value={offered.includes(answered) ? '' : answered}
          list={Intl.supportedValuesOf('timeZone')}
          onAnswer={(timezone) => void answer(api, { timezone })}
        />
      )}
      <p className="label">Days, funding and drawdown depend on this.</p>
    </>
  );
}

function AccountQuestion({
  place,
  account,
  isRefused,
  options,
}: {
  readonly place: number;
  readonly account: string | null;
  readonly isRefused: boolean;
  readonly options: PreviewOptions;
}) {
  const api = useApi();
  if (isRefused) return null;
  return (
    <section>
      <h3>{place} · Which account?</h3>
      <WordAnswer
        label="Rows with the same account make one history"
        value={options.account ?? account ?? ''}
        onAnswer={(name) => void answer(api, { account: name })}
      />
    </section>
  );
}

function WordAnswer({
  label,
  value,
  list,
  onAnswer,
}: {
  readonly label: string;
  readonly value: string;
  readonly list?: readonly string[];
  readonly onAnswer: (word: string) => void;
}) {
  const [word, setWord] = useState(value);
  const isNew = word.trim() !== '' && word.trim() !== value;
  return (
    <form
      className="word-answer"
      onSubmit={(event) => {
        event.preventDefault();
        if (isNew) onAnswer(word.trim());
      }}
    >
      <TextField label={label} value={word} onChange={setWord} {...(list === undefined ? {} : { list })} />
      <button type="submit" className="button" disabled={!isNew}>
        Use it
      </button>
    </form>
  );
}

/** What was stated in a dialog changes what the file would do: it is read again. */
function useAgainAfterEdit(): void {
  const api = useApi();
  const edit = useAccountsSettings((state) => state.edit);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (wasOpen.current && edit === null) void answer(api, {});
    wasOpen.current = edit !== null;
  }, [api, edit]);
}

/** What accepting does. */
function acceptText({ changes, report }: ImportPreview): string {
  if (!changes) return 'Nothing new to import';
  if (report.accepted > 0) return `Import ${countedText(report.accepted, 'row')}`;
  return report.duplicates > 0 ? 'Keep this file too' : `Keep ${countedText(report.failures.length, 'failed row')}`;
}
