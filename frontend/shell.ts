/* Small things of the frame that need no server: skip link, single keys, copying. */

const OFF = 'bursar-keys=off';

function typing(target: EventTarget | null): boolean {
  const at = target as HTMLElement | null;
  return !!at && (at.isContentEditable || /^(input|textarea|select)$/i.test(at.tagName));
}

function visible(element: HTMLElement): boolean {
  return element.offsetParent !== null && !element.hasAttribute('disabled');
}

document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1) {
    return;
  }
  if (typing(event.composedPath()[0] ?? null) || document.cookie.includes(OFF)) {
    return;
  }
  // what the person sees on top counts: no page keys below an open dialog or popover
  if (document.querySelector('vaadin-dialog[opened], vaadin-popover[opened], vaadin-confirm-dialog[opened]')) {
    return;
  }
  const bound = [...document.querySelectorAll<HTMLElement>('[data-key]')]
    .find((element) => element.dataset.key === event.key && visible(element));
  if (bound) {
    event.preventDefault();
    event.key === '/' ? bound.focus() : bound.click();
  }
});

const apple = /mac|iphone|ipad/i.test(navigator.platform);

// with a modifier, so it works in fields too; not over a dialog, whose input would be lost by leaving
document.addEventListener('keydown', (event) => {
  const modified = apple ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  if (event.defaultPrevented || !modified || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'k') {
    return;
  }
  const shell = document.querySelector('.shell');
  if (!shell?.querySelector('.menu-search')) {
    return;
  }
  event.preventDefault();
  if (!document.querySelector('vaadin-dialog[opened], vaadin-confirm-dialog[opened]')) {
    shell.dispatchEvent(new CustomEvent('bursar-search'));
  }
});

document.addEventListener('click', (event) => {
  const path = event.composedPath().filter((part): part is HTMLElement => part instanceof HTMLElement);
  const skip = path.find((part) => part.matches('a.skip-link'));
  if (skip) {
    event.preventDefault();
    event.stopPropagation();
    const main = document.getElementById('content');
    (main?.querySelector<HTMLElement>('h1') ?? main)?.focus();
    return;
  }
  const copy = path.find((part) => part.dataset?.copy !== undefined);
  if (copy) {
    void write(copy.dataset.copy!).then((done) => {
      const before = copy.querySelector('.copied');
      before?.remove();
      const note = document.createElement('span');
      note.className = 'copied';
      note.setAttribute('role', 'status');
      note.textContent = done ? 'Copied' : 'Copying is blocked here';
      copy.append(note);
      setTimeout(() => note.remove(), 2500);
    });
  }
}, true);

async function write(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

// tables and drawings are light on paper, whatever the screen shows
const root = document.documentElement;
let scheme = '';
window.addEventListener('beforeprint', () => {
  scheme = root.style.colorScheme;
  root.style.colorScheme = 'light';
});
window.addEventListener('afterprint', () => {
  root.style.colorScheme = scheme;
});

export {};
