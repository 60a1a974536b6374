/* A table of names and figures. Its lines are texts, asked for by the page; the portal keeps no component for any of them. */
import '@vaadin/grid/vaadin-grid.js';
import '@vaadin/grid/vaadin-grid-sort-column.js';
import '@vaadin/tooltip';
import type { Grid } from '@vaadin/grid/vaadin-grid.js';
import type { GridColumn } from '@vaadin/grid/vaadin-grid-column.js';
import { html, nothing, render, type TemplateResult } from 'lit';

interface Column {
  key: string;
  kind: 'NAME' | 'FIGURE' | 'BAR' | 'DAYS' | 'QUESTION';
  head: string;
  foot: string;
  width: string;
  grow: number;
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
}

interface Table {
  columns: Column[];
  hidden: string[];
  /** Columns that it is sorted by, the one that counts most first, with "-" before those that descend. */
  sorted: string[];
  pageSize: number;
  /** Longer tables scroll by themselves. */
  allVisible: number;
  first: Page;
}

type KeyedColumn = GridColumn<Line> & Pick<Column, 'key' | 'wideOnly' | 'quiet'>;

interface DrawnTable extends Grid<Line> {
  $server: {
    page(number: number, sorted: string): Promise<Page>;
    toggle(key: number): Promise<Page>;
    ask(key: number): Promise<void>;
  };
}

type RowLink = HTMLAnchorElement & { line?: Line };

type Drawn = TemplateResult | typeof nothing;

const icon = (name: string): Drawn =>
  html`<svg class="icon" aria-hidden="true"><use href=${`icons/lucide.svg#${name}`}></use></svg>`;

function show(grid: DrawnTable, { columns, hidden, sorted, pageSize, allVisible, first }: Table): void {
  let given: Page | undefined = first;
  let chosen = false;

  const toggle = async (line: Line): Promise<void> => {
    given = await grid.$server.toggle(line.key);
    grid.size = given.size;
    grid.clearCache();
    if (grid.allRowsVisible) {
      grid.scrollToIndex(0); // measures anew; by itself it does so only when it grows by more than its height
    }
  };

  const cell: Record<Column['kind'], (line: Line, figure: number) => Drawn> = {
    NAME: (line) => {
      const { text, end, address, narrow } = line.name;
      const parts = html`<span>${text}</span><span>${end}</span>`;
      return html`<div><div class="with-swatch ${line.place}">
          ${line.opener
            ? html`<button type="button" class="opener" aria-expanded=${line.opened} aria-label=${line.opener}
                @click=${() => void toggle(line)}>${icon(line.opened ? 'chevron-down' : 'chevron-right')}</button>`
            : nothing}
          ${line.square ? html`<i class="swatch ${line.colour}" aria-hidden="true"></i>` : nothing}
          ${address
            ? html`<a class="row-link plain-text" router-link href=${address} .line=${line}>${parts}</a>`
            : html`<span class="plain-text">${parts}</span>`}
        </div><span class="second-line narrow-line">${narrow}</span></div>`;
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
          @click=${() => void grid.$server.ask(line.key)}>${icon('circle-question-mark')}</button>`
      : nothing,
  };

  let figures = 0;
  const made = columns.map((column) => {
    const { kind, head, foot, wideOnly } = column;
    const figure = kind === 'FIGURE' ? figures++ : -1;
    const by = sorted.find((one) => one === column.key || one === `-${column.key}`);
    return Object.assign(document.createElement(column.sortable ? 'vaadin-grid-sort-column' : 'vaadin-grid-column'), {
      key: column.key,
      wideOnly,
      quiet: column.quiet,
      width: column.width,
      flexGrow: column.grow,
      frozen: kind === 'NAME',
      hidden: hidden.includes(column.key),
      textAlign: kind === 'FIGURE' ? 'end' : 'start',
      headerPartName: wideOnly ? 'wide' : '',
      footerPartName: wideOnly ? 'wide' : '',
      ...(column.sortable
        ? { path: column.key, header: head, ...(by && { direction: by.startsWith('-') ? 'desc' : 'asc' }) }
        : { headerRenderer: (to: HTMLElement) =>
            render(kind === 'QUESTION' ? html`<span class="visually-hidden">${head}</span>` : head, to) }),
      footerRenderer: (to: HTMLElement) => render(foot, to),
      renderer: (to: HTMLElement, _: GridColumn, { item }: { item: Line }) => render(cell[kind](item, figure), to),
    });
  });
  const tooltip = Object.assign(document.createElement('vaadin-tooltip'), {
    slot: 'tooltip',
    generator: ({ item, column }: { item?: Line; column?: GridColumn }) => (column === made[0] && item?.name.whole) || '',
  });

  grid.multiSort = true;
  grid.multiSortPriority = 'append';
  grid.multiSortOnShiftClick = true;
  grid.pageSize = pageSize;
  grid.cellPartNameGenerator = (column) => {
    const { wideOnly, quiet } = column as KeyedColumn;
    return `${wideOnly ? 'wide' : ''} ${quiet ? 'quiet' : ''}`.trim();
  };
  // columns tell how they are sorted as they come, too; only what people choose counts
  (grid as HTMLElement).addEventListener('sorter-changed', (event) => {
    if ((event as CustomEvent<{ fromSorterClick: boolean }>).detail.fromSorterClick) {
      chosen = true;
      given = undefined;
    }
  }, true);
  grid.dataProvider = ({ page, sortOrders }, answer) => {
    const told = ({ size, lines }: Page): void => {
      grid.size = size;
      grid.allRowsVisible = size <= allVisible;
      grid.classList.toggle('long', size > allVisible);
      answer(lines, size);
    };
    if (given && page === 0) {
      told(given);
      return;
    }
    const by = chosen ? sortOrders.map((order) => (order.direction === 'desc' ? '-' : '') + order.path) : sorted;
    void grid.$server.page(page, by.join()).then(told);
  };
  grid.replaceChildren(...made, tooltip);

  // a click beside links and buttons, and Enter on a cell
  const enter = (event: Event): void => {
    const { section, item } = grid.getEventContext(event);
    const path = event.composedPath();
    const inside = path.slice(0, path.indexOf(grid));
    if (section !== 'body' || !item || inside.some((part) => part instanceof Element && part.matches('a, button'))) {
      return;
    }
    if (item.name.address) {
      [...grid.querySelectorAll<RowLink>('a.row-link')].find((link) => link.line === item)?.click();
    } else if (item.opener) {
      void toggle(item);
    }
  };
  grid.addEventListener('click', enter);
  grid.addEventListener('keydown', (event) => event.key === 'Enter' && enter(event));
}

function hide(grid: DrawnTable, hidden: string[]): void {
  for (const column of grid.children) {
    if ('key' in column) {
      (column as KeyedColumn).hidden = hidden.includes((column as KeyedColumn).key);
    }
  }
}

Object.assign(window, { bursarTable: { show, hide } });
