/* Figures on two axes of numbers: lines with gaps, bars and signs. Texts arrive as the table beside it shows them. */
import type { EChartsType } from 'echarts/core';
import { ChartElement, element } from './chart-element';
import type { Mark } from './chart-picture';

type Style =
  | 'solid' | 'dashed' | 'dotted' | 'bars' | 'circles' | 'hollow-circles' | 'triangles' | 'hollow-triangles' | 'diamond';

interface Line {
  name: string;
  colour: string;
  style: Style;
  label: string;
  points: Array<[number, number | null]>;
}

interface Stop {
  x: number;
  title: string;
  texts: Array<{ line: number; text: string }>;
}

interface XyData {
  time: boolean;
  from: number;
  to: number;
  across: string;
  symbol: string;
  top: number | null;
  lines: Line[];
  stops: Stop[];
}

/** Room on the right. */
const RIGHT = 12;
const DASHES: Record<string, string | number[]> = { solid: 'solid', dashed: [6, 4], dotted: [2, 3] };
const SIGNS: Record<string, string> = { circles: 'circle', triangles: 'triangle', diamond: 'diamond' };
/** Days from one mark to the next, the closest first; more than a month is a month or two. */
const STEPS = [1, 2, 3, 4, 5, 7, 10, 14, 21, 28, 42, 56, 84];
const DAY_MS = 86_400_000;
/** Room that "22 Sept" and its neighbour need. */
const MARK = 64;
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

class XyChart extends ChartElement<XyData> {
  protected marks(data: XyData): Mark[] {
    return data.lines.map(({ name, colour, style }) => ({
      name, colour, line: style === 'solid' ? 'solid' : style === 'dashed' || style === 'dotted' ? 'dashed' : '',
    }));
  }

  protected stops(data: XyData): number {
    return data.stops.length;
  }

  protected paint(data: XyData, chart: EChartsType) {
    const secondary = this.colour('--vaadin-text-color-secondary');
    const axis = this.colour('--bursar-axis-line');
    const font = { fontFamily: getComputedStyle(this).fontFamily, fontSize: 12 };
    const label = { ...font, color: secondary, margin: 10 };
    const left = this.room(data, label);
    const marks = data.time ? days(data, this.clientWidth - left - RIGHT) : undefined;
    chart.setOption(
      {
        animation: false,
        useUTC: true,
        textStyle: font,
        // the same room on the left of each, so that charts below each other share their hours
        grid: { left, right: RIGHT, top: top(data), bottom: data.across ? 44 : 26, outerBoundsMode: 'none' },
        xAxis: {
          type: data.time ? 'time' : 'value',
          min: data.from,
          max: data.to,
          name: data.across,
          nameLocation: 'middle',
          nameGap: 28,
          nameTextStyle: { ...font, color: secondary },
          axisTick: { show: false },
          axisLine: { lineStyle: { color: axis }, onZero: true },
          axisLabel: {
            ...label,
            hideOverlap: true,
            // no mark at an edge is cut
            alignMinLabel: data.time ? undefined : 'left',
            alignMaxLabel: data.time ? undefined : 'right',
            customValues: marks,
            formatter: (value: number) => (data.time ? DAY.format(value) : short(value, '')),
          },
          splitLine: { show: false },
        },
        yAxis: {
          type: 'value',
          min: 0,
          max: data.top ?? undefined,
          splitNumber: this.clientHeight < 160 ? 2 : 4,
          axisLabel: { ...label, formatter: (value: number) => short(value, data.symbol) },
          splitLine: { lineStyle: { color: this.colour('--bursar-grid-line') } },
        },
        series: data.lines.map((line) => this.series(line, data, font)),
      },
      { notMerge: true, silent: true }
    );
  }

  /** The same room on the left of charts below each other, so that they share their hours; more where the longest mark needs it. */
  private room(data: XyData, font: { fontFamily: string; fontSize: number }): number {
    const pen = document.createElement('canvas').getContext('2d')!;
    pen.font = `${font.fontSize}px ${font.fontFamily}`;
    const highest = data.top ?? Math.max(0, ...data.lines.flatMap(({ points }) => points.map(([, y]) => y ?? 0)));
    // marks are parts of the highest figure, with two digits more at most
    const longest = [1, 0.75, 0.5, 0.25].map((part) => pen.measureText(short(highest * part, data.symbol)).width);
    return Math.max(60, Math.ceil(Math.max(...longest)) + 14);
  }

  private series(line: Line, data: XyData, font: object): object {
    const colour = this.colour(`--bursar-${line.colour}`);
    if (line.style === 'bars') {
      return { type: 'bar', barMaxWidth: 56, itemStyle: { color: colour }, emphasis: { disabled: true }, data: line.points };
    }
    const hollow = line.style.startsWith('hollow-');
    const sign = SIGNS[hollow ? line.style.slice('hollow-'.length) : line.style];
    const last = line.points.length - 1;
    // a label stands on the side that has room
    const across = last < 0 ? 0 : (line.points[last]![0] - data.from) / (data.to - data.from);
    const side = across > 0.5 ? 'left' : 'right';
    const beside = !sign || across < 0.3 || across > 0.7;
    return {
      type: 'line',
      z: sign ? 3 : 2,
      emphasis: { disabled: true },
      showAllSymbol: true,
      clip: !line.label,
      symbolSize: line.style === 'diamond' ? 14 : sign ? 7 : 4,
      itemStyle: {
        color: hollow ? this.colour('--bursar-card') : colour,
        borderColor: colour,
        borderWidth: hollow ? 1.5 : 0,
      },
      lineStyle: { color: colour, width: sign ? 0 : 2, type: DASHES[line.style] ?? 'solid' },
      data: line.points.map(([x, y], index) => ({
        value: [x, y ?? '-'],
        // an hour between two gaps has no line to be seen by, and a label needs a point
        symbol: sign ?? (alone(line, index) || (line.label && index === last) ? 'circle' : 'none'),
        label: line.label && index === last
          ? {
              ...font,
              show: true,
              position: beside ? side : 'top',
              offset: beside ? [0, sign ? -14 : -9] : [0, 0],
              formatter: line.label,
              color: this.colour('--vaadin-text-color'),
              fontWeight: 600,
              textBorderColor: this.colour('--bursar-card'),
              textBorderWidth: 3,
            }
          : undefined,
      })),
    };
  }

  protected indexAt(event: MouseEvent): number {
    if (!this.chart || !this.shown?.stops.length) {
      return -1;
    }
    const point = [event.offsetX, event.offsetY];
    if (!this.chart.containPixel('grid', point)) {
      return -1;
    }
    const x = this.chart.convertFromPixel({ gridIndex: 0 }, point)[0];
    let nearest = 0;
    this.shown.stops.forEach((one, index) => {
      if (Math.abs(one.x - x) < Math.abs(this.shown!.stops[nearest].x - x)) {
        nearest = index;
      }
    });
    return nearest;
  }

  protected enter(index: number, aloud: boolean) {
    const data = this.shown;
    if (index < 0 || !data || !this.chart) {
      this.leave();
      return;
    }
    const there = data.stops[index];
    if (index !== this.at || this.tip.hidden) {
      this.at = index;
      const parts = [element('b', 'head', there.title), element('b', 'amount', '')];
      for (const one of there.texts) {
        const swatch = element('i', '');
        swatch.style.background = `var(--bursar-${data.lines[one.line].colour})`;
        parts.push(swatch, element('span', 'name', data.lines[one.line].name), element('span', 'amount', one.text));
      }
      this.tip.replaceChildren(...parts);
    }
    const x = this.chart.convertToPixel({ xAxisIndex: 0 }, there.x);
    const bottom = this.chart.convertToPixel({ yAxisIndex: 0 }, 0);
    Object.assign(this.band.style, {
      left: `${x - 1}px`, width: '2px', top: `${top(data)}px`, height: `${Math.max(0, bottom - top(data))}px`,
    });
    this.band.hidden = false;
    this.tip.hidden = false;
    const width = this.tip.offsetWidth;
    const left = x - width - 10;
    const fits = left >= 0 ? left : Math.max(0, Math.min(x + 10, this.clientWidth - width));
    Object.assign(this.tip.style, { left: `${fits}px`, top: '0px' });
    if (aloud) {
      const parts = there.texts.map((one) => `${data.lines[one.line].name} ${one.text}`);
      this.said.textContent = `${there.title}: ${parts.join(', ')}`;
    }
  }
}

/** Whole days for the marks below, evenly apart and none so close to an edge that it is cut. */
function days(data: XyData, width: number): number[] {
  const pixels = (at: number) => ((at - data.from) / Math.max(1, data.to - data.from)) * width;
  const first = Math.ceil(data.from / DAY_MS);
  const last = Math.floor(data.to / DAY_MS);
  const step = STEPS.find((one) => pixels(data.from + one * DAY_MS) >= MARK) ?? STEPS.at(-1)!;
  const marks: number[] = [];
  for (let day = first; day <= last; day += step) {
    if (pixels(day * DAY_MS) <= width + RIGHT - MARK / 2 + 6) {
      marks.push(day * DAY_MS);
    }
  }
  return marks;
}

/** Room above the highest figure, for labels. */
function top(data: XyData): number {
  return data.across ? 26 : 14;
}

function alone(line: Line, index: number): boolean {
  const near = (other: number) => line.points[other]?.[1] ?? null;
  return near(index) !== null && near(index - 1) === null && near(index + 1) === null;
}

/** Marks on an axis: 0.5, 500, $12k, 2M. */
function short(value: number, symbol: string): string {
  const size = Math.abs(value);
  const [unit, divisor] = size >= 1e6 ? ['M', 1e6] : size >= 1e3 ? ['k', 1e3] : ['', 1];
  const figure = value / divisor;
  return `${symbol}${Number(Math.abs(figure) < 1 ? figure.toPrecision(2) : figure.toFixed(2))}${unit}`;
}

customElements.define('bursar-xy-chart', XyChart);
