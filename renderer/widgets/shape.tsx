import type { RiskState } from '../../shared/contract/common.ts';

export type ShapeName = RiskState | 'gone';

/** The shape of a risk state: a word stands beside it or `label` says it. Triangle, octagon, struck square, struck circle, dot. */
export function Shape({
  state,
  size = 12,
  label,
}: {
  readonly state: ShapeName;
  readonly size?: number;
  readonly label?: string;
}) {
  const named =
    label === undefined ? ({ 'aria-hidden': true } as const) : ({ role: 'img', 'aria-label': label } as const);
  return (
    <svg className="shape" width={size} height={size} viewBox="0 0 12 12" {...named}>
      {drawing[state]}
    </svg>
  );
}

/** What a state is called beside its shape. */
export const stateWord: Readonly<Record<RiskState, string>> = {
  safe: 'safe',
  watch: 'watch',
  danger: 'danger',
  unknown: 'unknown',
};

/** The class that colours text of a state; safe and unknown have none. */
export function stateClass(state: RiskState): '' | 'watch' | 'danger' {
  return state === 'watch' || state === 'danger' ? state : '';
}

const drawing = {
  watch: (
    <>
      <path d="M6 1 11.500 11H.5z" fill="var(--watch-fill)" />
      <path d="M6 4.500v3M6 9v.2" stroke="var(--on-watch)" strokeWidth="1.3" strokeLinecap="round" />
    </>
  ),
  danger: (
    <>
      <path d="M3.600 0h4.800L12 3.600v4.800L8.400 12H3.600L0 8.400V3.600z" fill="var(--danger-fill)" />
      <path d="M6 3v3.600M6 9v.1" stroke="var(--on-danger)" strokeWidth="1.5" strokeLinecap="round" />
    </>
  ),
  gone: (
    <>
      <rect x=".75" y=".75" width="10.5" height="10.5" rx="1" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="m3 9 6-6M3 3l6 6" stroke="currentColor" strokeWidth="1.5" />
    </>
  ),
  safe: <circle cx="6" cy="6" r="2" fill="var(--text-3)" />,
  unknown: (
    <g fill="none" stroke="var(--text-3)" strokeWidth="1.3" strokeLinecap="round">
      <circle cx="6" cy="6" r="4.4" />
      <path d="m3 9 6-6" />
    </g>
  ),
} as const;
