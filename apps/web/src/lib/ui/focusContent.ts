/** Skips the header without a fragment in the address. */
export function focusContent(): void {
  document.getElementById("content")?.focus();
}
