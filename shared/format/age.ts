const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** How old something is, in its largest whole unit: `now`, `4 min`, `2 h`, `3 d`. */
export function ageText(ageMs: number): string {
  if (ageMs < minuteMs) return 'now';
  if (ageMs < hourMs) return `${Math.floor(ageMs / minuteMs)} min`;
  if (ageMs < 2 * dayMs) return `${Math.floor(ageMs / hourMs)} h`;
  return `${Math.floor(ageMs / dayMs)} d`;
}

/** After this the age gets a clock: marks of yesterday do not tell where one stands. */
export const staleAfterMs = hourMs;
