/** The names most like `wanted`, best first, at most three; for "did you mean". */
export function nearest(wanted: string, names: readonly string[]): readonly string[] {
  const scored = names.map((name) => ({
    name,
    distance: distance(wanted.toLowerCase(), name.toLowerCase()),
  }));
  const near = scored.filter(({ name, distance: d }) => d <= Math.max(2, Math.ceil(name.length / 2)));
  return near
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ name }) => name);
}

/** Edits between two strings (insertion, deletion, replacement); a shared prefix or part counts as near. */
function distance(a: string, b: string): number {
  if (a.length > 1 && b.includes(a)) return 1;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length];
}
