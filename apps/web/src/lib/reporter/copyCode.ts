/**
 * Puts the code on the clipboard; `false` when the browser forbids both ways. The second way copies what is
 * selected and works where the newer one is switched off.
 */
export async function copyCode(groups: readonly string[], shown: Element | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(groups.join(" "));
    return true;
  } catch {
    return shown !== null && copySelected(shown);
  }
}

function copySelected(shown: Element): boolean {
  getSelection()?.selectAllChildren(shown);
  return document.execCommand("copy");
}
