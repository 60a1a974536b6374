/* What all charts share: when they draw, how keys and the pointer move over them, and what is said aloud. */
import type { EChartsType } from 'echarts/core';
import { copied, draw, type Mark } from './chart-picture';

type Painter = typeof import('./echarts');

let painting: Promise<Painter | undefined> | undefined;

/** What draws, read once the rows that came with the first chart are there; where it can't be had, the next drawing asks again. */
function painter(): Promise<Painter | undefined> {
  painting ??= new Promise<void>((rest) => requestIdleCallback(() => rest(), { timeout: 300 }))
    .then(() => import('./echarts'))
    .catch(() => (painting = undefined));
  return painting;
}

const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  :host { display: block; position: relative; min-height: 120px; border-radius: 7px; outline: none; }
  :host(:focus-visible) { outline: 2px solid var(--vaadin-focus-ring-color); outline-offset: 1px; }
  :host([hidden]) { display: none; }
  .canvas { position: absolute; inset: 0; }
  .aside { position: absolute; top: 0; left: 0; visibility: hidden; pointer-events: none; }
  .band { position: absolute; background: var(--bursar-band); border-radius: 3px; pointer-events: none; }
  .tip {
    position: absolute; z-index: 2; box-sizing: border-box; min-width: 208px; max-width: 300px; padding: 12px;
    pointer-events: none;
    background: var(--bursar-card); color: var(--vaadin-text-color); border: 1px solid var(--vaadin-border-color);
    border-radius: 7px; box-shadow: 0 4px 14px rgb(0 0 0 / 14%); font-size: 13px; line-height: 19px;
    display: grid; grid-template-columns: auto 1fr auto; gap: 3px 8px; align-items: baseline;
  }
  .tip[hidden], .band[hidden] { display: none; }
  .tip b { font-weight: 600; }
  .tip .head { grid-column: 1 / 3; }
  .tip .amount { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
  .tip .quiet { color: var(--vaadin-text-color-secondary); }
  .tip .small { font-size: 12px; line-height: 16px; padding-bottom: 5px; }
  .tip i { width: 10px; height: 10px; border-radius: 3px; align-self: center; }
  .tip .name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; unicode-bidi: isolate; }
  .tip .event { grid-column: 2 / 4; overflow-wrap: anywhere; unicode-bidi: isolate; }
  .tip .pennant { width: 10px; height: 13px; border-radius: 0; align-self: start; margin-top: 3px; }
  .tip .rest { grid-column: 2; }
  .tip .here { font-weight: 600; }
  .tip .hint {
    grid-column: 1 / 4; margin-top: 5px; padding-top: 8px; font-size: 12px; line-height: 16px;
    border-top: 1px solid var(--vaadin-border-color-secondary);
  }
  .segment {
    position: absolute; box-sizing: border-box; pointer-events: none; border-radius: 2px;
    outline: 2px solid var(--vaadin-text-color); outline-offset: 0;
  }
  .segment[hidden] { display: none; }
  .flags { position: absolute; inset: 0; pointer-events: none; }
  .flag { position: absolute; width: 24px; height: 18px; margin-left: -12px; cursor: pointer; pointer-events: auto; }
  .flag::before { content: ""; position: absolute; left: 11px; top: 3px; width: 10px; height: 13px; }
  .flag::before, .pennant {
    background: var(--vaadin-text-color-secondary);
    clip-path: polygon(0 0, 10px 3.5px, 1.5px 7px, 1.5px 13px, 0 13px);
  }
  .flag.here::before { background: var(--vaadin-text-color); }
  .copy {
    position: absolute; z-index: 1; top: 4px; right: 4px; box-sizing: border-box; min-height: 26px; padding: 0 8px;
    font: inherit; font-size: 12px; line-height: 16px; font-weight: 500; cursor: pointer; visibility: hidden;
    color: var(--vaadin-text-color); background: var(--bursar-card);
    border: 1px solid var(--vaadin-border-color); border-radius: 7px;
  }
  :host(:hover) .copy, :host(:focus-within) .copy, .copy.done { visibility: visible; }
  .copy:focus-visible { outline: 2px solid var(--vaadin-focus-ring-color); outline-offset: 1px; }
  @media (pointer: coarse) { .copy { min-height: 44px; padding: 0 12px; } }
  @media print { .copy { display: none; } }
  .said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
`);

const COPY = 'Copy picture';
const PAPER = 646; // pixels of A4 between its margins and those of a card

/** A chart of data that arrives as JSON. Its stops are the places that have a tooltip, from left to right. */
export abstract class ChartElement<Data> extends HTMLElement {
  protected chart?: EChartsType;
  protected shown?: Data;
  protected at = -1;
  protected readonly canvas = element('div', 'canvas');
  protected readonly band = element('div', 'band');
  protected readonly tip = element('div', 'tip');
  protected readonly said = element('div', 'said');
  protected stop?: AbortController;
  private observers: Array<{ disconnect(): void }> = [];
  private readonly probe = element('span', 'said');
  private readonly copy = document.createElement('button');
  private frame = 0;
  /** Whether a drawing is made at once, without moving. */
  protected still = false;

  constructor() {
    super();
    this.band.hidden = true;
    this.tip.hidden = true;
    this.tip.setAttribute('aria-hidden', 'true');
    this.probe.setAttribute('aria-hidden', 'true');
    this.said.setAttribute('aria-live', 'polite');
    this.copy.type = 'button';
    this.copy.className = 'copy';
    this.copy.textContent = COPY;
    this.copy.hidden = true;
    this.copy.addEventListener('click', () => void this.copyPicture());
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet];
    root.append(this.band, this.canvas, this.tip, this.said, this.probe, this.copy);
  }

  set json(data: string) {
    this.shown = JSON.parse(data);
    this.leave();
    this.later();
  }

  set name(name: string) {
    this.setAttribute('aria-label', name);
  }

  get name(): string {
    return this.getAttribute('aria-label') ?? '';
  }

  connectedCallback() {
    this.tabIndex = 0;
    this.setAttribute('role', 'application');
    this.setAttribute('aria-roledescription', 'chart');
    // Flow detaches and attaches again: everything that watches must be made anew
    const resize = new ResizeObserver(() => this.later());
    resize.observe(this);
    const scheme = new MutationObserver(() => this.later());
    scheme.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'theme', 'class'] });
    this.observers = [resize, scheme];
    this.stop = new AbortController();
    const signal = this.stop.signal;
    for (const query of ['(prefers-color-scheme: dark)', '(prefers-reduced-motion: reduce)']) {
      matchMedia(query).addEventListener('change', () => this.later(), { signal });
    }
    window.addEventListener('beforeprint', () => {
      // a drawing keeps the width of the screen; before it goes to paper it is scaled to what is there
      this.style.setProperty('--print-zoom', String(Math.min(1, PAPER / Math.max(1, this.clientWidth))));
      this.draw();
    }, { signal });
    window.addEventListener('afterprint', () => this.later(), { signal });
    this.addEventListener('keydown', (event) => this.key(event), { signal });
    this.addEventListener('blur', () => this.leave(), { signal });
    this.canvas.addEventListener('mousemove', (event) => this.point(event), { signal });
    this.canvas.addEventListener('mouseleave', () => this.leave(), { signal });
    this.later();
  }

  disconnectedCallback() {
    cancelAnimationFrame(this.frame);
    this.observers.forEach((observer) => observer.disconnect());
    this.stop?.abort();
    this.chart?.dispose();
    this.chart = undefined;
  }

  /** What the colours and lines of the drawing mean. */
  protected abstract marks(data: Data): Mark[];

  /** What a chart shows, with its name and what its colours mean. */
  private picture(chart: EChartsType, data: Data): HTMLCanvasElement {
    return draw(chart, {
      title: this.name,
      marks: this.marks(data).map((one) => ({ ...one, colour: this.colour(`--bursar-${one.colour}`) })),
      card: this.colour('--bursar-card'),
      text: this.colour('--vaadin-text-color'),
      quiet: this.colour('--vaadin-text-color-secondary'),
      family: getComputedStyle(this).fontFamily,
    });
  }

  /** A PNG in base 64, light as paper whatever the page's scheme, because it goes elsewhere; empty while nothing is shown. */
  async png(): Promise<string> {
    const there = await painter();
    const data = this.shown;
    if (!there || !data || !this.clientWidth) {
      return '';
    }
    const place = element('div', 'aside');
    Object.assign(place.style, { width: `${this.clientWidth}px`, height: `${this.clientHeight}px` });
    this.canvas.after(place);
    const chart = there.init(place, null, { renderer: 'canvas' });
    this.still = true;
    this.probe.style.colorScheme = 'light';
    try {
      this.paint(data, chart);
      return this.picture(chart, data).toDataURL('image/png').replace(/^[^,]*,/, '');
    } finally {
      this.still = false;
      this.probe.style.colorScheme = '';
      chart.dispose();
      place.remove();
      this.later();
    }
  }

  private async copyPicture() {
    if (this.chart && this.shown) {
      const words = await copied(this.picture(this.chart, this.shown), this.name);
      this.said.textContent = words;
      this.copy.textContent = words;
      this.copy.classList.add('done');
      setTimeout(() => {
        this.copy.textContent = COPY;
        this.copy.classList.remove('done');
      }, 4000);
    }
  }

  /** How many stops the data have. */
  protected abstract stops(data: Data): number;

  /** Gives the chart what it draws. */
  protected abstract paint(data: Data, chart: EChartsType): void;

  /** The stop under the pointer, or -1. */
  protected abstract indexAt(event: MouseEvent): number;

  /** Shows the tooltip of a stop and says it aloud where keys led there; -1 hides it. */
  protected abstract enter(index: number, aloud: boolean): void;

  /** The person pressed Enter at a stop. */
  protected choose(_index: number) {}

  /** The pointer is somewhere over the drawing. */
  protected point(event: MouseEvent) {
    this.enter(this.indexAt(event), false);
  }

  /** The person goes up or down within a stop; whether there is anything to go to. */
  protected climb(_up: boolean): boolean {
    return false;
  }

  protected later() {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => {
      this.chart?.resize();
      this.draw();
    });
  }

  /** Custom properties keep light-dark() unresolved; a real property of a real element doesn't. */
  protected colour(variable: string): string {
    this.probe.style.color = `var(${variable})`;
    return getComputedStyle(this.probe).color;
  }

  private draw() {
    const data = this.shown;
    if (!data || !this.clientWidth) {
      return;
    }
    if (!this.chart) {
      const { signal } = this.stop!;
      painter().then((there) => {
        if (there && !signal.aborted) {
          this.chart ??= there.init(this.canvas, null, { renderer: 'canvas' });
          this.draw();
          document.fonts.ready.then(() => this.later());
        }
      });
      return;
    }
    this.paint(data, this.chart);
    this.copy.hidden = false;
    if (this.at >= 0) {
      this.enter(this.at, false);
    }
  }

  private key(event: KeyboardEvent) {
    const last = (this.shown ? this.stops(this.shown) : 0) - 1;
    if (event.composedPath()[0] === this.copy || last < 0 || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const to: Record<string, number> = {
      ArrowLeft: this.at < 0 ? last : Math.max(0, this.at - 1),
      ArrowRight: this.at < 0 ? 0 : Math.min(last, this.at + 1),
      Home: 0,
      End: last,
    };
    if (event.key in to) {
      event.preventDefault();
      this.enter(to[event.key], true);
    } else if ((event.key === 'ArrowUp' || event.key === 'ArrowDown') && this.at >= 0) {
      if (this.climb(event.key === 'ArrowUp')) {
        event.preventDefault();
      }
    } else if (event.key === 'Escape' && this.at >= 0) {
      event.stopPropagation();
      this.leave();
    } else if ((event.key === 'Enter' || event.key === ' ') && this.at >= 0) {
      event.preventDefault();
      this.choose(this.at);
    }
  }

  protected leave() {
    this.at = -1;
    this.tip.hidden = true;
    this.band.hidden = true;
    this.said.textContent = '';
    this.canvas.style.cursor = '';
  }
}

export function element(tag: string, classes: string, text?: string): HTMLElement {
  const made = document.createElement(tag);
  made.className = classes;
  if (text !== undefined) {
    made.textContent = text;
  }
  return made;
}
