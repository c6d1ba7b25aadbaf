/** An instant as `2026-11-20 20:56`, in UTC; the view says so once. */
export function timeText(instantMs: number): string {
  return new Date(instantMs).toISOString().slice(0, 16).replace('T', ' ');
}

/** With seconds, for rows of a file. */
export function timeSecondsText(instantMs: number): string {
  return new Date(instantMs).toISOString().slice(0, 19).replace('T', ' ');
}

/** The UTC day of an instant. */
export function dayText(instantMs: number): string {
  return new Date(instantMs).toISOString().slice(0, 10);
}
