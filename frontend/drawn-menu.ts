/* A button that opens a menu of texts: the browser's own popover, nothing of it is measured before it is opened. */

class DrawnMenu extends HTMLElement {
  static readonly observedAttributes = ['disabled'];

  private readonly face = document.createElement('vaadin-button');
  private readonly menu = document.createElement('div');

  /** @param groups of texts, with a rule between one group and the next */
  show(icon: string, name: string, groups: string[][]): void {
    const { face, menu } = this;
    face.ariaHasPopup = 'menu';
    face.ariaExpanded = 'false';
    face.innerHTML = `<svg class="icon" slot="prefix" aria-hidden="true"><use href="icons/lucide.svg#${icon}"></use></svg
      ><span></span><svg class="icon" slot="suffix" aria-hidden="true"><use href="icons/lucide.svg#chevron-down"></use></svg>`;
    face.querySelector('span')!.textContent = name;
    // a press closes the open menu by itself, and its click is not to open it again
    let open = false;
    face.onpointerdown = () => {
      open = menu.matches(':popover-open');
    };
    face.onclick = () => {
      if (!open) {
        this.open(0);
      }
      open = false;
    };
    face.onkeydown = (event) => {
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault();
        this.open(event.key === 'ArrowDown' ? 0 : -1);
      }
    };
    menu.className = 'menu';
    menu.popover = 'auto';
    menu.role = 'menu';
    menu.ariaLabel = name;
    menu.onkeydown = (event) => this.key(event);
    menu.ontoggle = (event) => {
      face.ariaExpanded = String(event.newState === 'open');
    };
    let at = 0;
    menu.replaceChildren(...groups.flatMap((group, number) => [
      ...(number ? [document.createElement('hr')] : []),
      ...group.map((words) => this.line(words, at++)),
    ]));
    this.replaceChildren(face, menu);
  }

  attributeChangedCallback(): void {
    this.face.toggleAttribute('disabled', this.hasAttribute('disabled'));
  }

  private line(words: string, at: number): HTMLElement {
    const line = document.createElement('button');
    line.type = 'button';
    line.role = 'menuitem';
    line.tabIndex = -1;
    line.textContent = words;
    line.onclick = () => {
      this.menu.hidePopover();
      this.face.focus();
      this.dispatchEvent(new CustomEvent('choose', { detail: at }));
    };
    line.onpointermove = () => line.focus();
    return line;
  }

  private lines(): HTMLElement[] {
    return [...this.menu.querySelectorAll<HTMLElement>('[role=menuitem]')];
  }

  /** @param at the line that has the focus, from the end when negative */
  private open(at: number): void {
    const { menu, face } = this;
    menu.showPopover();
    const place = face.getBoundingClientRect();
    const [width, height] = [menu.offsetWidth, menu.offsetHeight];
    const below = place.bottom + 5 + height <= innerHeight;
    menu.style.left = `${Math.max(8, Math.min(place.right, innerWidth - 8) - width)}px`;
    menu.style.top = `${below ? place.bottom + 5 : Math.max(8, place.top - 5 - height)}px`;
    this.lines().at(at)?.focus();
    // it stands still while the page moves
    addEventListener('scroll', () => menu.hidePopover(), { capture: true, once: true });
  }

  private key(event: KeyboardEvent): void {
    const lines = this.lines();
    const now = lines.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: -1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      lines.at(to % lines.length)?.focus();
    } else if (event.key === 'Tab') {
      this.menu.hidePopover();
      this.face.focus();
    } else if (event.key.length === 1 && event.key !== ' ') {
      const letter = event.key.toLowerCase();
      [...lines.slice(now + 1), ...lines].find((line) => line.textContent!.toLowerCase().startsWith(letter))?.focus();
    }
  }
}

customElements.define('drawn-menu', DrawnMenu);
