/* A chart of costs over time. Amounts arrive twice: as decimals for drawing and as the very strings the table shows. */
import type { EChartsType } from 'echarts/core';
import { ChartElement, element } from './chart-element';
import type { Mark } from './chart-picture';

interface Category {
  label: string;
  title: string;
  /** Whether AWS may still change it, or it is still to come. */
  estimated: boolean;
  projected: boolean;
  total: string;
  totalAmount: string;
  compareTitle?: string;
  compareTotal?: string;
  compareAmount?: string;
  /** Indexes of the series that have an amount, the largest first, and for each its sum with all that follow. */
  order: number[];
  rests: string[];
}

interface Series {
  key: string;
  name: string;
  colour: string;
  amounts: string[];
  texts: string[];
}

interface ChartData {
  kind: 'bars' | 'lines' | 'areas';
  symbol: string;
  hint: string;
  compareName: string;
  categories: Category[];
  series: Series[];
}

/** What happened on a day: a flag under the axis. */
interface Flag {
  category: number;
  text: string;
}

/** A part of a stack: which series, and from where to where. */
interface Segment {
  place: number;
  from: number;
  to: number;
}

const SPOKEN = 5;
const NEAR = 16; // pixels from a line that still count as on it
const ROW = 22; // a line of the tooltip
const LEAST_ROWS = 3;
const VALUES_NAME = 190; // pixels of the table's columns
const VALUES_FIGURE = 110;
const KEYS = 'Left and right arrow keys move between the bars, up and down between the segments of a bar. '
  + 'Enter opens the segment, or the bar where no segment is chosen.';
const FLAG_KEYS = 'A flag under the axis is an event: on its bar the down arrow key leads to it, and Enter opens what it changed.';
const FLAG_HINT = 'Click to see what it changed';
const FLAG_ROOM = 16; // pixels between the axis and its labels

class SpendChart extends ChartElement<ChartData> {
  /** The series that the pointer or the keys are on, or -1. */
  private chosen = -1;
  private filled = '';
  private readonly segment = element('div', 'segment');
  /** What happened, and which of it the pointer or the keys are on, or -1. */
  private happened: Flag[] = [];
  private raised = -1;
  private readonly pole = element('div', 'flags');
  /** Where the values stand as a table, once somebody wanted it. */
  private values?: HTMLElement;

  constructor() {
    super();
    this.segment.hidden = true;
    this.pole.setAttribute('aria-hidden', 'true'); // keys lead to what happened, and a list has it
    this.tip.before(this.segment, this.pole);
  }

  connectedCallback() {
    super.connectedCallback();
    const { signal } = this.stop!;
    this.canvas.addEventListener('click', (event) => this.pick(event), { signal });
    this.pole.addEventListener('mousemove', (event) => this.raise(event), { signal });
    this.pole.addEventListener('mouseleave', () => this.leave(), { signal });
    this.pole.addEventListener('click', (event) => {
      this.raise(event);
      this.raised >= 0 && this.choose(this.at);
    }, { signal });
  }

  set json(data: string) {
    super.json = data;
    this.happened = [];
    this.fillValues();
    this.describe();
  }

  /** What happened on the days that are shown, the dearest first. */
  set flags(data: string) {
    this.happened = JSON.parse(data);
    this.leave();
    this.describe();
    this.later();
  }

  private describe() {
    const words = [...(this.shown?.hint ? [KEYS] : []), ...(this.happened.length ? [FLAG_KEYS] : [])];
    words.length ? this.setAttribute('aria-description', words.join(' ')) : this.removeAttribute('aria-description');
  }

  /** Shows the values as a table in this place from now on. */
  tabulate(place: HTMLElement) {
    this.values = place;
    this.fillValues();
  }

  /** Draws bars or lines from now on. */
  set kind(kind: ChartData['kind']) {
    if (this.shown) {
      this.shown.kind = kind;
      this.leave();
      this.later();
    }
  }

  protected marks(data: ChartData): Mark[] {
    const marks: Mark[] = data.series.map(({ name, colour }) => ({ name, colour, line: data.kind === 'lines' ? 'solid' : '' }));
    if (data.compareName) {
      marks.push({ name: data.compareName, colour: 'text', line: 'dashed' });
    }
    const some = (is: (category: Category) => boolean, name: string) =>
      data.categories.some(is) && marks.push({ name, colour: 'other', line: 'hatched' });
    some(({ estimated, projected }) => estimated && !projected, 'Costs still arriving');
    some(({ projected }) => projected, 'Projected');
    return marks;
  }

  protected stops(data: ChartData): number {
    return data.categories.length;
  }

  protected paint(data: ChartData, chart: EChartsType) {
    this.filled = ''; // places may have moved
    const text = this.colour('--vaadin-text-color');
    const secondary = this.colour('--vaadin-text-color-secondary');
    const line = this.colour('--bursar-grid-line');
    const axis = this.colour('--bursar-axis-line');
    const card = this.colour('--bursar-card');
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const font = { fontFamily: getComputedStyle(this).fontFamily, fontSize: 12 };
    const labels = data.categories.map((category) => category.label);
    const some = labels.some((label) => !label);
    const bars = data.kind === 'bars';
    const narrow = this.clientWidth / Math.max(1, labels.length) < 6;
    const tight = this.clientWidth / Math.max(1, labels.length) < 24;
    const series: object[] = [];
    for (const one of data.series) {
      const colour = this.colour(`--bursar-${one.colour}`);
      if (bars) {
        const arriving = hatch(colour, card);
        const expected = hatch(colour, card, true);
        series.push({
          type: 'bar',
          stack: 'spend',
          barMaxWidth: 56,
          barCategoryGap: narrow ? '0%' : '28%',
          itemStyle: { color: colour, borderColor: card, borderWidth: narrow ? 0 : 0.75 },
          emphasis: { disabled: true },
          data: one.amounts.map((amount, index) =>
            data.categories[index].estimated
              ? { value: Number(amount), itemStyle: { color: data.categories[index].projected ? expected : arriving } }
              : Number(amount)
          ),
        });
      } else {
        // several running totals are stacked, so that the top is the whole; else each is a line. The estimated end overlaps by one point
        const from = data.categories.findIndex((category) => category.estimated);
        const settled = from < 0 ? labels.length : from;
        const alone = data.kind === 'lines' || data.series.length === 1;
        const part = (estimated: boolean) => ({
          type: 'line',
          stack: alone ? undefined : estimated ? 'estimated' : 'settled',
          showSymbol: false,
          emphasis: { disabled: true },
          lineStyle: { color: alone ? colour : card, width: alone ? 2 : narrow ? 0 : 1, type: alone && estimated ? [3, 3] : 'solid' },
          areaStyle: alone ? undefined : { color: estimated ? hatch(colour, card) : colour, opacity: 1 },
          data: one.amounts.map((amount, index) =>
            (estimated ? index >= settled - 1 : index < settled) ? Number(amount) : null
          ),
        });
        series.push(part(false));
        if (from >= 0) {
          series.push(part(true));
        }
      }
    }
    if (data.compareName && data.kind === 'lines' && data.series.length > 1) {
      // what the compared total is to be held against
      series.push({
        type: 'line',
        showSymbol: false,
        emphasis: { disabled: true },
        z: 3,
        lineStyle: { color: text, width: 1.5 },
        data: data.categories.map((category) => category.projected ? null : Number(category.totalAmount)),
      });
    }
    if (data.compareName) {
      series.push({
        type: 'line',
        showSymbol: false,
        emphasis: { disabled: true },
        z: 3,
        lineStyle: { color: text, width: 1.25, type: [4, 3] },
        data: data.categories.map((category) =>
          category.compareAmount === undefined ? null : Number(category.compareAmount)
        ),
      });
    }
    chart.setOption(
      {
        animation: !calm && !this.still,
        animationDuration: 250,
        textStyle: font,
        // a label just before the last one, which ends with the axis, needs half its width
        grid: { left: 2, right: !bars && tight ? 18 : 2, top: 10, bottom: 4, containLabel: false, outerBoundsMode: 'same' },
        xAxis: {
          type: 'category',
          data: labels,
          boundaryGap: bars,
          axisTick: { show: false },
          axisLine: { lineStyle: { color: axis }, onZero: true },
          axisLabel: {
            ...font, color: secondary, rotate: 0, hideOverlap: true, margin: this.happened.length ? 10 + FLAG_ROOM : 10,
            ...(bars ? {} : { alignMinLabel: 'left', alignMaxLabel: 'right' }),
            ...(some ? { interval: (index: number) => labels[index] !== '' } : {}),
          },
        },
        yAxis: {
          type: 'value',
          splitNumber: 4,
          axisLabel: { ...font, color: secondary, margin: 10, formatter: (value: number) => money(value, data.symbol) },
          splitLine: { lineStyle: { color: line } },
        },
        series,
      },
      { notMerge: true, silent: true }
    );
    this.plant(data, chart);
  }

  /** One flag for each day on which something happened. */
  private plant(data: ChartData, chart: EChartsType) {
    const days = new Set(this.happened.map((one) => one.category).filter((category) => category in data.categories));
    const top = chart.convertToPixel({ yAxisIndex: 0 }, 0);
    this.pole.replaceChildren(...[...days].map((category) => {
      const flag = element('div', 'flag');
      flag.dataset.category = String(category);
      Object.assign(flag.style, { left: `${chart.convertToPixel({ xAxisIndex: 0 }, category)}px`, top: `${top}px` });
      return flag;
    }));
  }

  /** The events of a day, the dearest first. */
  private eventsOf(index: number): number[] {
    return this.happened.flatMap((one, place) => one.category === index ? [place] : []);
  }

  private raise(event: MouseEvent) {
    const category = (event.target as HTMLElement).dataset.category;
    const index = category === undefined ? -1 : Number(category);
    this.chosen = -1;
    this.raised = this.eventsOf(index)[0] ?? -1;
    this.enter(index, false);
  }

  protected indexAt(event: MouseEvent): number {
    if (!this.chart || !this.shown) {
      return -1;
    }
    const point = [event.offsetX, event.offsetY];
    const found = this.chart.containPixel('grid', point) ? this.chart.convertFromPixel({ gridIndex: 0 }, point) : null;
    const index = found ? Math.round(found[0]) : -1;
    return index >= 0 && index < this.shown.categories.length ? index : -1;
  }

  protected choose(index: number) {
    const data = this.shown!;
    if (this.raised >= 0) {
      this.said.textContent = `Opening what changed: ${this.happened[this.raised].text}`;
      this.dispatchEvent(new CustomEvent('flag', { detail: { place: this.raised } }));
      return;
    }
    if (data.hint) {
      const title = data.categories[index].title;
      this.said.textContent = `Opening ${this.chosen < 0 ? title : `${data.series[this.chosen].name}, ${title}`}`;
    }
    this.tell(index, this.chosen < 0 ? '' : data.series[this.chosen].key);
  }

  protected point(event: MouseEvent) {
    const index = this.indexAt(event);
    this.chosen = index < 0 ? -1 : this.placeAt(event, index);
    this.raised = -1;
    this.enter(index, false);
  }

  /** From the bottom up: what happened, the axis, which is the bar as a whole, and the bar's segments. */
  protected climb(up: boolean): boolean {
    const axis = { place: -1, event: -1 };
    const events = this.eventsOf(this.at).reverse().map((event) => ({ place: -1, event }));
    const segments = this.segments(this.at).map(({ place }) => ({ place, event: -1 }));
    const stops = [...events, axis, ...segments];
    const at = stops.findIndex((one) => one.place === this.chosen && one.event === this.raised);
    // down from the axis of a bar without events is its top
    const to = stops[at + (up ? 1 : -1)] ?? (at === 0 && !up && !events.length ? stops[stops.length - 1] : axis);
    this.chosen = to.place;
    this.raised = to.event;
    this.enter(this.at, true);
    return stops.length > 1;
  }

  protected leave() {
    super.leave();
    this.chosen = -1;
    this.raised = -1;
    this.filled = '';
    this.segment.hidden = true;
    this.mark();
  }

  /** Marks the flag that the pointer or the keys are on. */
  private mark() {
    const here = this.raised < 0 ? '' : String(this.happened[this.raised].category);
    for (const flag of this.pole.children) {
      flag.classList.toggle('here', (flag as HTMLElement).dataset.category === here);
    }
  }

  private pick(event: MouseEvent) {
    const index = this.indexAt(event);
    if (index < 0) {
      return;
    }
    const place = this.placeAt(event, index);
    this.tell(index, place < 0 ? '' : this.shown!.series[place].key);
  }

  /** Whether each series is a line of its own, which nothing is stacked on. */
  private get apart(): boolean {
    return this.shown!.kind === 'lines';
  }

  /** The parts of a stack, or the points of the lines, from the bottom up. */
  private segments(index: number): Segment[] {
    const found: Segment[] = [];
    if (this.apart) {
      this.shown!.series.forEach((one, place) => {
        const amount = Number(one.amounts[index]);
        amount !== 0 && found.push({ place, from: amount, to: amount });
      });
      return found.sort((one, other) => one.from - other.from);
    }
    let up = 0;
    let down = 0;
    this.shown!.series.forEach((one, place) => {
      const amount = Number(one.amounts[index]);
      const from = amount >= 0 ? up : down;
      amount >= 0 ? (up += amount) : (down += amount);
      if (amount !== 0) {
        found.push({ place, from, to: from + amount });
      }
    });
    return found.sort((one, other) => one.from + one.to - other.from - other.to);
  }

  /** Which part of a stack lies under the pointer, or -1. */
  private placeAt(event: MouseEvent, index: number): number {
    if (this.apart) {
      const far = (one: Segment) => Math.abs(this.chart!.convertToPixel({ yAxisIndex: 0 }, one.to) - event.offsetY);
      const [nearest] = this.segments(index).sort((one, other) => far(one) - far(other));
      return nearest && far(nearest) <= NEAR ? nearest.place : -1;
    }
    const value = this.chart!.convertFromPixel({ gridIndex: 0 }, [event.offsetX, event.offsetY])[1];
    const found = this.segments(index)
      .find((one) => value >= Math.min(one.from, one.to) && value < Math.max(one.from, one.to));
    return found?.place ?? -1;
  }

  private tell(category: number, series: string) {
    if (this.shown?.hint) {
      this.dispatchEvent(new CustomEvent('point', { detail: { category, series } }));
    }
  }

  protected enter(index: number, aloud: boolean) {
    const data = this.shown;
    if (index < 0 || !data || !this.chart) {
      this.leave();
      return;
    }
    if (this.chosen >= 0 && !data.categories[index].order.includes(this.chosen)) {
      this.chosen = -1; // keys went to a bar that has nothing of it
    }
    if (this.raised >= 0 && this.happened[this.raised].category !== index) {
      this.raised = -1;
    }
    this.at = index;
    this.mark();
    this.canvas.style.cursor = data.hint ? 'pointer' : '';
    const step = data.categories.length > 1
      ? Math.abs(this.chart.convertToPixel({ xAxisIndex: 0 }, 1) - this.chart.convertToPixel({ xAxisIndex: 0 }, 0))
      : this.clientWidth / 2;
    const x = this.chart.convertToPixel({ xAxisIndex: 0 }, index);
    const bottom = this.chart.convertToPixel({ yAxisIndex: 0 }, 0);
    Object.assign(this.band.style, {
      left: `${x - step / 2}px`, width: `${step}px`, top: '10px', height: `${Math.max(0, bottom - 10)}px`,
    });
    this.band.hidden = false;
    this.outline(data, index, x, step);
    const filled = `${index} ${this.chosen} ${this.raised}`;
    if (filled !== this.filled || this.tip.hidden) {
      this.filled = filled;
      this.tip.hidden = false;
      this.place(data, index, x, step);
    }
    if (aloud) {
      this.said.textContent = this.words(data, index);
    }
  }

  /** Marks the chosen segment in the drawing. */
  private outline(data: ChartData, index: number, x: number, step: number) {
    const segment = this.segments(index).find((one) => one.place === this.chosen);
    this.segment.hidden = !segment;
    if (segment) {
      const ends = [segment.from, segment.to].map((value) => this.chart!.convertToPixel({ yAxisIndex: 0 }, value));
      const dot = this.apart ? 6 : 0;
      const width = dot || (data.kind === 'bars' ? Math.min(56, step < 6 ? step : step * 0.72) : 3);
      Object.assign(this.segment.style, {
        left: `${x - width / 2}px`, width: `${width}px`,
        top: `${Math.min(...ends) - dot / 2}px`, height: `${Math.abs(ends[0] - ends[1]) + dot}px`,
      });
    }
  }

  /**
   * Puts the tooltip beside the bar, with as many series as fit into a third of the drawing; where it would cover the bar or has no
   * room for some of them, below the chart, with all.
   */
  private place(data: ChartData, index: number, x: number, step: number) {
    const all = data.categories[index].order.length;
    this.fill(data, index, all);
    const width = this.tip.offsetWidth;
    const left = x - step / 2 - width - 8;
    const right = x + step / 2 + 8;
    const beside = left >= 0 ? left : right + width <= this.clientWidth ? right : -1;
    const most = Math.min(this.clientHeight, (this.clientWidth * this.clientHeight) / 3 / width);
    const over = this.tip.offsetHeight - most;
    const fits = over <= 0 ? all : all - Math.ceil(over / ROW) - 1; // one line says how many more there are
    if (beside >= 0 && (over <= 0 || fits >= LEAST_ROWS)) {
      if (fits < all) {
        this.fill(data, index, fits);
      }
      const top = Math.max(0, Math.min(28, this.clientHeight - this.tip.offsetHeight));
      Object.assign(this.tip.style, { left: `${beside}px`, top: `${top}px` });
    } else {
      const middle = Math.max(0, Math.min(x - width / 2, this.clientWidth - width));
      Object.assign(this.tip.style, { left: `${middle}px`, top: `${this.clientHeight + 4}px` });
    }
  }

  /** What is said of a bar, or of its chosen segment. */
  private words(data: ChartData, index: number): string {
    const category = data.categories[index];
    const title = titled(category);
    const events = this.eventsOf(index);
    if (this.raised >= 0) {
      return `${this.happened[this.raised].text}, event ${events.indexOf(this.raised) + 1} of ${events.length}. ${title}: ${category.total}`;
    }
    if (this.chosen >= 0) {
      const segments = this.segments(index);
      const number = segments.findIndex((one) => one.place === this.chosen) + 1;
      const one = data.series[this.chosen];
      return `${one.name} ${one.texts[index]}, ${this.apart ? 'line' : 'segment'} ${number} of ${segments.length}. ${title}: ${category.total}`;
    }
    const compared = category.compareTitle ? `; ${category.compareTitle}: ${category.compareTotal}` : '';
    const listed = category.order.length > SPOKEN ? SPOKEN - 1 : category.order.length;
    const parts = category.order.slice(0, listed).map((one) => `${data.series[one].name} ${data.series[one].texts[index]}`);
    if (listed < category.order.length) {
      parts.push(`${category.order.length - listed} more ${category.rests[listed]}`);
    }
    const happened = events.map((one) => `${this.happened[one].text}. `).join('');
    return `${title}: ${category.total}${compared}. ${happened}${parts.join(', ')}`;
  }

  private fillValues() {
    const data = this.shown;
    if (!this.values || !data) {
      return;
    }
    const row = (cells: HTMLElement[]) => {
      const made = element('tr', '');
      made.append(...cells);
      return made;
    };
    const cell = (kind: string, scope: string, classes: string, text: string) => {
      const made = element(kind, classes, text);
      scope && made.setAttribute('scope', scope);
      return made;
    };
    const compared = data.compareName ? [data.compareName] : [];
    const parts = data.series.length > 1 ? data.series : [];
    const columns = [parts.length ? 'Total' : data.series[0]?.name ?? 'Total', ...compared, ...parts.map((one) => one.name)];
    const head = element('thead', '');
    head.append(row([cell('th', 'col', '', ''), ...columns.map((name) => cell('th', 'col', 'figure', name))]));
    const body = element('tbody', '');
    body.append(...data.categories.map((category, index) => row([
      cell('th', 'row', '', titled(category)),
      cell('td', '', 'figure', category.total),
      ...compared.map(() => cell('td', '', 'figure quiet', category.compareTotal ?? '')),
      ...parts.map((one) => cell('td', '', 'figure', one.texts[index])),
    ])));
    const table = element('table', '');
    table.style.setProperty('--least', `${VALUES_NAME + columns.length * VALUES_FIGURE}px`);
    table.append(head, body);
    const frame = element('div', 'html-table long');
    for (const [name, value] of Object.entries({ tabindex: '0', role: 'region', 'aria-label': this.name })) {
      frame.setAttribute(name, value);
    }
    frame.append(table);
    this.values.replaceChildren(frame);
  }

  private fill(data: ChartData, index: number, rows: number) {
    const category = data.categories[index];
    const parts: HTMLElement[] = [
      element('b', 'head', titled(category)),
      element('b', 'amount', category.total),
    ];
    if (category.compareTitle) {
      parts.push(
        element('span', 'head quiet small', category.compareTitle),
        element('span', 'amount quiet small', category.compareTotal)
      );
    }
    const row = (place: number) => {
      const one = data.series[place];
      const here = place === this.chosen ? ' here' : '';
      const swatch = element('i', '');
      swatch.style.background = `var(--bursar-${one.colour})`;
      parts.push(swatch, element('span', `name${here}`, one.name), element('span', `amount${here}`, one.texts[index]));
    };
    const listed = category.order.slice(0, rows);
    listed.forEach(row);
    const more = category.order.length - listed.length;
    if (more > 0) {
      parts.push(
        element('span', 'rest quiet', `${more} more`),
        element('span', 'amount quiet', category.rests[listed.length])
      );
      if (this.chosen >= 0 && !listed.includes(this.chosen)) {
        row(this.chosen); // of those that aren't listed
      }
    }
    for (const one of this.eventsOf(index)) {
      parts.push(element('i', 'pennant'), element('span', `event${one === this.raised ? ' here' : ''}`, this.happened[one].text));
    }
    const hint = this.raised >= 0 ? FLAG_HINT : category.projected ? '' : data.hint;
    if (hint) {
      parts.push(element('span', 'hint quiet', hint));
    }
    this.tip.replaceChildren(...parts);
  }
}

/** Mon 30 Nov 2026, projected. */
function titled(category: Category): string {
  return category.title + (category.projected ? ', projected' : category.estimated ? ', estimated' : '');
}

/** Marks on the axis: $0, $500, $12k, $1.5k, $2M. */
function money(value: number, symbol: string): string {
  const size = Math.abs(value);
  const [unit, divisor] = size >= 1e6 ? ['M', 1e6] : size >= 1e3 ? ['k', 1e3] : ['', 1];
  return `${value < 0 ? '\u2212' : ''}${symbol}${Number((size / divisor).toFixed(2))}${unit}`;
}

/**
 * Estimated: the colour at 30% with 45° lines of it, 1.5 px wide, 6 px apart along the axis. What is still to come is lighter: the colour
 * at 18% with thinner lines.
 */
function hatch(colour: string, card: string, light = false) {
  const scale = Math.max(1, Math.round(devicePixelRatio * 2));
  const side = 6;
  const pixels = Math.round(side * scale);
  const image = document.createElement('canvas');
  image.width = pixels;
  image.height = pixels;
  const pen = image.getContext('2d')!;
  pen.fillStyle = card;
  pen.fillRect(0, 0, pixels, pixels);
  pen.globalAlpha = light ? 0.18 : 0.3;
  pen.fillStyle = colour;
  pen.fillRect(0, 0, pixels, pixels);
  pen.globalAlpha = 1;
  pen.strokeStyle = colour;
  pen.lineWidth = (light ? 1 : 1.5) * scale;
  pen.beginPath();
  for (const shift of [-pixels, 0, pixels]) {
    pen.moveTo(shift - pixels, 2 * pixels);
    pen.lineTo(shift + 2 * pixels, -pixels);
  }
  pen.stroke();
  const shrink = side / pixels;
  return { image, repeat: 'repeat', scaleX: shrink, scaleY: shrink };
}

customElements.define('bursar-spend-chart', SpendChart);
