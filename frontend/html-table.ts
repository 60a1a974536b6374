/* A plain table of names and figures. The portal sends its lines as texts and keeps no component for any of them. */
import { html, nothing, render, type TemplateResult } from 'lit';

interface Column {
  key: string;
  kind: 'NAME' | 'FIGURE' | 'TEXT' | 'BAR' | 'DAYS' | 'QUESTION';
  head: string;
  foot: string;
  /** In pixels; zero takes what the others leave. */
  width: number;
  sortable: boolean;
  wideOnly: boolean;
  quiet: boolean;
  /** Words that stand as badges where a cell is one of them, or begins with one and a comma. */
  badges: { word: string; kind: string; icon: string }[];
}

interface Line {
  key: number;
  /** Where it stands below another: part, inside. */
  place: string;
  colour: string;
  square: boolean;
  name: { text: string; end: string; whole: string; address: string; narrow: string };
  opener: string;
  opened: boolean;
  figures: string[];
  share: number;
  /** Points of the two lines of a picture of 88 by 20. */
  days: { settled: string; estimated: string } | null;
  question: string;
}

interface Page {
  /** Of all lines. */
  size: number;
  lines: Line[];
  /** How many follow, in words. */
  more: string;
  /** Columns that it is sorted by, the one that counts most first, with "-" before those that descend. */
  sorted: string[];
}

interface Table {
  name: string;
  columns: Column[];
  hidden: string[];
  /** Longer tables scroll by themselves. */
  allVisible: number;
  /** Lines that come without being asked for, so that they are on paper too. */
  most: number;
  first: Page;
}

type Template = TemplateResult | typeof nothing;

const LEAST_NAME = 116;

const idle: (then: () => void) => unknown = window.requestIdleCallback ?? ((then) => setTimeout(then, 100));

const icon = (name: string): Template =>
  html`<svg class="icon" aria-hidden="true"><use href=${`icons/lucide.svg#${name}`}></use></svg>`;

const classes = ({ kind, wideOnly, quiet }: Column): string =>
  `${kind === 'TEXT' ? 'words' : kind.toLowerCase()}${wideOnly ? ' wide' : ''}${quiet ? ' quiet' : ''}`;

const words = (text: string, { badges }: Column): Template => {
  const badge = badges.find(({ word }) => word === text) ?? badges.find(({ word }) => text.startsWith(`${word}, `));
  return badge
    ? html`<span class="status-badge ${badge.kind}">${icon(badge.icon)}${badge.word}</span>${text === badge.word
      ? nothing
      : html`<span class="visually-hidden">,</span><span class="quiet"> ${text.slice(badge.word.length + 2)}</span>`}`
    : html`${text}`;
};

const leastWidth = (columns: Column[]): string =>
  `${columns.reduce((sum, { width }) => sum + (width || LEAST_NAME), 0)}px`;

class HtmlTable extends HTMLElement {
  /** Set by Vaadin. */
  declare readonly $server: {
    lines(from: number, sorted: string): Promise<Page>;
    toggle(key: number, shown: number): Promise<Page>;
    ask(key: number): Promise<void>;
  };

  private table!: Table;
  private page!: Page;
  private most = 0;
  /** Counts sortings and openings: answers to what was asked before don't count. */
  private turn = 0;
  private readonly size = new ResizeObserver(() => this.reached());

  connectedCallback(): void {
    this.size.observe(this);
  }

  disconnectedCallback(): void {
    this.size.disconnect();
  }

  show(table: Table): void {
    this.table = table;
    this.page = table.first;
    this.most = table.most;
    this.render();
    idle(() => void this.loadMore());
  }

  hide(columns: string[]): void {
    this.table.hidden = columns;
    this.render();
  }

  private take(page: Page, before: Line[]): void {
    this.page = { ...page, lines: before.concat(page.lines) };
    this.render();
    idle(() => void this.loadMore());
  }

  private async loadMore(): Promise<void> {
    const { lines, size, sorted } = this.page;
    if (this.isConnected && lines.length < Math.min(size, this.most)) {
      const asked = this.turn;
      const page = await this.$server.lines(lines.length, sorted.join());
      if (asked === this.turn && page.lines.length > 0) {
        this.take(page, lines);
      }
    }
  }

  private async reload(asking: Promise<Page>): Promise<void> {
    const asked = ++this.turn;
    const page = await asking;
    if (asked === this.turn) {
      this.take(page, []);
    }
  }

  private toggle(line: Line): void {
    void this.reload(this.$server.toggle(line.key, this.page.lines.length));
  }

  /** Names ascend first, figures descend; the third click undoes it. */
  private sort({ key, kind }: Column, beside: boolean): void {
    const { sorted } = this.page;
    const ways = kind === 'FIGURE' ? [`-${key}`, key] : [key, `-${key}`];
    const now = ways.findIndex((way) => sorted.includes(way));
    const next = ways[now + 1];
    if (beside) {
      this.page.sorted = now < 0 ? [...sorted, ways[0]!] : sorted.flatMap((way) => (way === ways[now] ? next ?? [] : way));
    } else {
      this.page.sorted = next ? [next] : [];
    }
    this.render();
    this.scrollTop = 0;
    void this.reload(this.$server.lines(0, this.page.sorted.join()));
  }

  /** A click beside links and buttons. */
  private enter(line: Line, event: Event): void {
    const row = event.currentTarget as HTMLElement;
    if ((event.target as Element).closest('a, button') || getSelection()?.type === 'Range') {
      return;
    }
    if (line.name.address) {
      row.querySelector<HTMLAnchorElement>('a.row-link')?.click();
    } else if (line.opener) {
      this.toggle(line);
    }
  }

  private render(): void {
    const { name, hidden, allVisible } = this.table;
    const { size, lines, more } = this.page;
    const shown = this.table.columns.filter((column) => !hidden.includes(column.key));
    this.classList.toggle('long', size > allVisible);
    render(html`<table aria-label=${name} style="--least: ${leastWidth(shown)}; --least-narrow: ${
      leastWidth(shown.filter(({ wideOnly }) => !wideOnly))}">
      <colgroup>${shown.map((column) => html`<col class=${classes(column)}
        style=${column.width ? `width: ${column.width}px` : nothing}>`)}</colgroup>
      <thead><tr>${shown.map((column) => this.head(column))}</tr></thead>
      <tbody>${lines.map((line) => this.row(line, shown))}${more && lines.length >= this.most
        ? html`<tr><td class="name" colspan=${shown.length}>${more}
            <button type="button" class="more no-print" @click=${() => this.showMore()}>Show more</button></td></tr>`
        : nothing}</tbody>
      ${shown.some(({ foot }) => foot)
        ? html`<tfoot><tr>${shown.map((column) => html`<td class=${classes(column)}>${column.foot}</td>`)}</tr></tfoot>`
        : nothing}
    </table>`, this);
    this.reached();
  }

  /** By keyboard, where it scrolls: a long one, or one that the window is too narrow for. */
  private reached(): void {
    if (!this.table) {
      return;
    }
    const scrolls = this.classList.contains('long') || this.scrollWidth > this.clientWidth + 1;
    for (const [attribute, value] of Object.entries({ tabindex: '0', role: 'region', 'aria-label': this.table.name })) {
      scrolls ? this.setAttribute(attribute, value) : this.removeAttribute(attribute);
    }
  }

  private showMore(): void {
    this.most += this.table.most;
    void this.loadMore();
  }

  private head(column: Column): Template {
    if (!column.sortable) {
      return html`<th scope="col" class=${classes(column)}
        >${column.kind === 'QUESTION' ? html`<span class="visually-hidden">${column.head}</span>` : column.head}</th>`;
    }
    const { sorted } = this.page;
    const way = sorted.includes(column.key) ? 'ascending' : sorted.includes(`-${column.key}`) ? 'descending' : undefined;
    const place = sorted.length > 1 && way ? sorted.findIndex((one) => one.replace(/^-/, '') === column.key) + 1 : nothing;
    return html`<th scope="col" class=${classes(column)} aria-sort=${way ?? nothing}
      ><button type="button" class="sorter" @click=${(event: MouseEvent) => this.sort(column, event.shiftKey)}
        ><span>${column.head}</span>${
        icon(way === 'ascending' ? 'chevron-up' : way === 'descending' ? 'chevron-down' : 'chevrons-up-down')}<sup
        >${place}</sup></button></th>`;
  }

  private row(line: Line, shown: Column[]): Template {
    const figures = this.table.columns.filter(({ kind }) => kind === 'FIGURE' || kind === 'TEXT');
    return html`<tr class=${line.name.address || line.opener ? 'opens' : nothing}
      @click=${(event: Event) => this.enter(line, event)}>${shown.map((column) => column.kind === 'NAME'
        ? html`<th scope="row" class="name">${this.name(line)}</th>`
        : html`<td class=${classes(column)}>${this.cell(line, column, figures)}</td>`)}</tr>`;
  }

  private name(line: Line): Template {
    const { text, end, whole, address, narrow } = line.name;
    const parts = html`<span>${text}</span><span>${end}</span>`;
    return html`<div class="with-swatch ${line.place} ${line.opener ? 'openable' : ''}">
        ${line.opener
          ? html`<button type="button" class="opener" aria-expanded=${line.opened} aria-label=${line.opener}
              @click=${() => this.toggle(line)}>${icon(line.opened ? 'chevron-down' : 'chevron-right')}</button>`
          : nothing}
        ${line.square ? html`<i class="swatch ${line.colour}" aria-hidden="true"></i>` : nothing}
        ${address
          ? html`<a class="row-link plain-text" router-link href=${address} title=${whole || nothing}>${parts}</a>`
          : html`<span class="plain-text" title=${whole || nothing}>${parts}</span>`}
      </div><span class="second-line narrow-line">${narrow}</span>`;
  }

  private cell(line: Line, column: Column, figures: Column[]): Template {
    switch (column.kind) {
      case 'FIGURE':
      case 'TEXT':
        return words(line.figures[figures.indexOf(column)] ?? '', column);
      case 'BAR':
        return html`<div class="share-bar" aria-hidden="true"
          ><div class=${line.colour} style="--share: ${line.share}"></div></div>`;
      case 'DAYS':
        return line.days
          ? html`<svg class="sparkline" aria-hidden="true" viewBox="0 0 88 20" width="88" height="20"
              ><polyline class="settled" points=${line.days.settled}></polyline
              ><polyline class="estimated" points=${line.days.estimated}></polyline></svg>`
          : nothing;
      case 'QUESTION':
        return line.question
          ? html`<button type="button" class="opener why-button" aria-label=${line.question} title=${line.question}
              @click=${() => void this.$server.ask(line.key)}>${icon('circle-question-mark')}</button>`
          : nothing;
      case 'NAME':
        return this.name(line);
    }
  }
}

// a name that has no room shows itself in a tooltip
addEventListener('pointerover', ({ target }) => {
  const name = target instanceof Element && target.closest<HTMLElement>('.html-table .plain-text');
  const cut = name && name.firstElementChild;
  if (cut && !name.title && cut.scrollWidth > cut.clientWidth) {
    name.title = name.textContent ?? '';
  }
});

customElements.define('html-table', HtmlTable);
