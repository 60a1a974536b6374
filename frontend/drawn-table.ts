/* A table of names and figures. Its lines are texts, asked for by the page; the portal keeps no component for any of them. */
import { html, nothing, render, type TemplateResult } from 'lit';

interface Column {
  key: string;
  kind: 'NAME' | 'FIGURE' | 'BAR' | 'DAYS' | 'QUESTION';
  head: string;
  foot: string;
  /** In pixels; zero takes what the others leave. */
  width: number;
  sortable: boolean;
  wideOnly: boolean;
  quiet: boolean;
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

interface DrawnTable extends HTMLElement {
  hide(columns: string[]): void;
  $server: {
    lines(from: number, sorted: string): Promise<Page>;
    toggle(key: number, drawn: number): Promise<Page>;
    ask(key: number): Promise<void>;
  };
}

type Drawn = TemplateResult | typeof nothing;

const LEAST_NAME = 116;

const idle: (then: () => void) => unknown = window.requestIdleCallback ?? ((then) => setTimeout(then, 100));

const icon = (name: string): Drawn =>
  html`<svg class="icon" aria-hidden="true"><use href=${`icons/lucide.svg#${name}`}></use></svg>`;

function show(host: DrawnTable, { name, columns, hidden, allVisible, most, first }: Table): void {
  let { size, lines, more, sorted } = first;
  const step = most;
  // answers to what was asked before it was sorted or opened don't count
  let turn = 0;

  const take = (page: Page, before: Line[]): void => {
    ({ size, more, sorted } = page);
    lines = before.concat(page.lines);
    draw();
    idle(() => void goOn());
  };
  const goOn = async (): Promise<void> => {
    if (host.isConnected && lines.length < Math.min(size, most)) {
      const asked = turn;
      const page = await host.$server.lines(lines.length, sorted.join());
      if (asked === turn && page.lines.length > 0) {
        take(page, lines);
      }
    }
  };
  const anew = async (asking: Promise<Page>): Promise<void> => {
    const asked = ++turn;
    const page = await asking;
    if (asked === turn) {
      take(page, []);
    }
  };
  const toggle = (line: Line): Promise<void> => anew(host.$server.toggle(line.key, lines.length));

  const direction = (key: string): 'ascending' | 'descending' | undefined =>
    sorted.includes(key) ? 'ascending' : sorted.includes(`-${key}`) ? 'descending' : undefined;

  /** Names ascend first, figures descend; the third time it is as it was. */
  const sort = ({ key, kind }: Column, beside: boolean): void => {
    const ways = kind === 'FIGURE' ? [`-${key}`, key] : [key, `-${key}`];
    const now = ways.findIndex((way) => sorted.includes(way));
    const next = ways[now + 1];
    if (beside) {
      sorted = now < 0 ? [...sorted, ways[0]!] : sorted.flatMap((way) => (way === ways[now] ? next ?? [] : way));
    } else {
      sorted = next ? [next] : [];
    }
    draw();
    host.scrollTop = 0;
    void anew(host.$server.lines(0, sorted.join()));
  };

  const cell: Record<Column['kind'], (line: Line, figure: number) => Drawn> = {
    NAME: (line) => {
      const { text, end, whole, address, narrow } = line.name;
      const parts = html`<span>${text}</span><span>${end}</span>`;
      return html`<div class="with-swatch ${line.place} ${line.opener ? 'openable' : ''}">
          ${line.opener
            ? html`<button type="button" class="opener" aria-expanded=${line.opened} aria-label=${line.opener}
                @click=${() => void toggle(line)}>${icon(line.opened ? 'chevron-down' : 'chevron-right')}</button>`
            : nothing}
          ${line.square ? html`<i class="swatch ${line.colour}" aria-hidden="true"></i>` : nothing}
          ${address
            ? html`<a class="row-link plain-text" router-link href=${address} title=${whole || nothing}>${parts}</a>`
            : html`<span class="plain-text" title=${whole || nothing}>${parts}</span>`}
        </div><span class="second-line narrow-line">${narrow}</span>`;
    },
    FIGURE: (line, figure) => html`${line.figures[figure]}`,
    BAR: (line) => html`<div class="share-bar" aria-hidden="true"
      ><div class=${line.colour} style="--share: ${line.share}"></div></div>`,
    DAYS: ({ days }) => days
      ? html`<svg class="sparkline" aria-hidden="true" viewBox="0 0 88 20" width="88" height="20"
          ><polyline class="settled" points=${days.settled}></polyline
          ><polyline class="estimated" points=${days.estimated}></polyline></svg>`
      : nothing,
    QUESTION: (line) => line.question
      ? html`<button type="button" class="opener why-button" aria-label=${line.question}
          @click=${() => void host.$server.ask(line.key)}>${icon('circle-question-mark')}</button>`
      : nothing,
  };

  const words = ({ kind, wideOnly, quiet }: Column): string =>
    `${kind.toLowerCase()}${wideOnly ? ' wide' : ''}${quiet ? ' quiet' : ''}`;

  const head = (column: Column): Drawn => {
    if (!column.sortable) {
      return html`<th scope="col" class=${words(column)}
        >${column.kind === 'QUESTION' ? html`<span class="visually-hidden">${column.head}</span>` : column.head}</th>`;
    }
    const way = direction(column.key);
    const place = sorted.length > 1 && way ? sorted.findIndex((one) => one.replace(/^-/, '') === column.key) + 1 : nothing;
    return html`<th scope="col" class=${words(column)} aria-sort=${way ?? nothing}
      ><button type="button" class="sorter" @click=${(event: MouseEvent) => sort(column, event.shiftKey)}
        ><span>${column.head}</span>${
        icon(way === 'ascending' ? 'chevron-up' : way === 'descending' ? 'chevron-down' : 'chevrons-up-down')}<sup
        >${place}</sup></button></th>`;
  };

  const draw = (): void => {
    const shown = columns.filter((column) => !hidden.includes(column.key));
    const figures = columns.filter((column) => column.kind === 'FIGURE');
    const body = (line: Line): Drawn => html`<tr class=${line.name.address || line.opener ? 'opens' : nothing}
      @click=${(event: Event) => enter(line, event)}>${shown.map((column) => {
        const drawn = cell[column.kind](line, figures.indexOf(column));
        return column.kind === 'NAME'
          ? html`<th scope="row" class="name">${drawn}</th>`
          : html`<td class=${words(column)}>${drawn}</td>`;
      })}</tr>`;
    const least = (some: Column[]): string => `${some.reduce((sum, { width }) => sum + (width || LEAST_NAME), 0)}px`;
    const long = size > allVisible;
    host.classList.toggle('long', long);
    // what scrolls is reached by keyboard, too
    for (const [attribute, value] of Object.entries({ tabindex: '0', role: 'region', 'aria-label': name })) {
      long ? host.setAttribute(attribute, value) : host.removeAttribute(attribute);
    }
    render(html`<table aria-label=${name} style="--least: ${least(shown)}; --least-narrow: ${
      least(shown.filter(({ wideOnly }) => !wideOnly))}">
      <colgroup>${shown.map((column) => html`<col class=${words(column)}
        style=${column.width ? `width: ${column.width}px` : nothing}>`)}</colgroup>
      <thead><tr>${shown.map(head)}</tr></thead>
      <tbody>${lines.map(body)}${more && lines.length >= most
        ? html`<tr><td class="name" colspan=${shown.length}>${more}
            <button type="button" class="more no-print" @click=${() => { most += step; void goOn(); }}
              >Show more</button></td></tr>`
        : nothing}</tbody>
      ${shown.some(({ foot }) => foot)
        ? html`<tfoot><tr>${shown.map((column) => html`<td class=${words(column)}>${column.foot}</td>`)}</tr></tfoot>`
        : nothing}
    </table>`, host);
  };

  /** A click beside links and buttons. */
  const enter = (line: Line, event: Event): void => {
    const row = event.currentTarget as HTMLElement;
    if ((event.target as Element).closest('a, button') || getSelection()?.type === 'Range') {
      return;
    }
    if (line.name.address) {
      row.querySelector<HTMLAnchorElement>('a.row-link')?.click();
    } else if (line.opener) {
      void toggle(line);
    }
  };

  host.hide = (wanted) => {
    hidden = wanted;
    draw();
  };
  draw();
  idle(() => void goOn());
}

// names that have no room tell themselves
addEventListener('pointerover', ({ target }) => {
  const name = target instanceof Element && target.closest<HTMLElement>('.drawn-table .plain-text');
  const cut = name && name.firstElementChild;
  if (cut && !name.title && cut.scrollWidth > cut.clientWidth) {
    name.title = name.textContent ?? '';
  }
});

Object.assign(window, { bursarTable: { show } });
