/** Puts text on the clipboard; whether the browser let it. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Browsers lend the clipboard itself to https and localhost only; copying a selection works everywhere.
    return copySelected(text);
  }
}

function copySelected(text: string): boolean {
  const held = document.activeElement;
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'srOnly';
  document.body.append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  if (held instanceof HTMLElement) held.focus();
  return copied;
}
