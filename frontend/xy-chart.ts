/* Figures on two axes of numbers: lines with gaps, bars and signs. Texts arrive as the table beside it shows them. */
import type { EChartsType } from 'echarts/core';
import { ChartElement, element } from './chart-element';

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

const DASHES: Record<string, string | number[]> = { solid: 'solid', dashed: [6, 4], dotted: [2, 3] };
const SIGNS: Record<string, string> = { circles: 'circle', triangles: 'triangle', diamond: 'diamond' };
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

class XyChart extends ChartElement<XyData> {
  protected stops(data: XyData): number {
    return data.stops.length;
  }

  protected paint(data: XyData, chart: EChartsType) {
    const secondary = this.colour('--vaadin-text-color-secondary');
    const axis = this.colour('--bursar-axis-line');
    const font = { fontFamily: getComputedStyle(this).fontFamily, fontSize: 12 };
    const label = { ...font, color: secondary, margin: 10 };
    chart.setOption(
      {
        animation: false,
        useUTC: true,
        textStyle: font,
        // the same room on the left of each, so that charts below each other share their hours
        grid: { left: 60, right: 12, top: top(data), bottom: data.across ? 44 : 26 },
        xAxis: {
          type: data.time ? 'time' : 'value',
          min: data.from,
          max: data.to,
          name: data.across,
          nameLocation: 'middle',
          nameGap: 28,
          nameTextStyle: { ...font, color: secondary },
          minInterval: data.time ? 86_400_000 : undefined,
          axisTick: { show: false },
          axisLine: { lineStyle: { color: axis }, onZero: true },
          axisLabel: {
            ...label,
            hideOverlap: true,
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
        series: data.lines.map((line) => this.series(line, font)),
      },
      { notMerge: true, silent: true }
    );
  }

  private series(line: Line, font: object): object {
    const colour = this.colour(`--bursar-${line.colour}`);
    if (line.style === 'bars') {
      return { type: 'bar', barMaxWidth: 56, itemStyle: { color: colour }, emphasis: { disabled: true }, data: line.points };
    }
    const hollow = line.style.startsWith('hollow-');
    const sign = SIGNS[hollow ? line.style.slice('hollow-'.length) : line.style];
    const last = line.points.length - 1;
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
              position: sign ? 'top' : 'left',
              offset: sign ? [0, 0] : [0, -9],
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
