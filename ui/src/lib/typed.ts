/** What is typed into a field that may be empty, as it is sent: without blanks around it, null where nothing is left. */
export function orNull(typed: string): string | null {
  const text = typed.trim();
  return text === '' ? null : text;
}
