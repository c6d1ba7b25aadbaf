/** The name proposed for a backup: that of the vault, with the day, as in `story-2026-11-22.vault`. */
export function backupName(vaultPath: string, now: Date): string {
  const file = vaultPath.replace(/^.*[/\\]/, '').replace(/\.vault$/, '');
  const two = (number: number) => String(number).padStart(2, '0');
  // The trader's own day: a name is for eyes, not for comparing.
  return `${file}-${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}.vault`;
}
