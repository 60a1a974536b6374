/* A chart of costs over time. Amounts arrive twice: as decimals for drawing and as the very strings the table shows. */
import type { EChartsType } from 'echarts/core';
import { ChartElement, element } from './chart-element';

interface Category {
  label: string;
  title: string;
  estimated: boolean;
  total: string;
  compareTitle?: string;
  compareTotal?: string;
  compareAmount?: string;
  /** Indexes of the largest series, and how many there are besides, with their sum. */
  top: number[];
  rest: string;
  restTotal: string;
}

interface Series {
  key: string;
  name: string;
  colour: string;
  amounts: string[];
  texts: string[];
}

interface ChartData {
  kind: 'bars' | 'lines';
  symbol: string;
  hint: string;
  compareName: string;
  categories: Category[];
  series: Series[];
}

class SpendChart extends ChartElement<ChartData> {
  connectedCallback() {
    super.connectedCallback();
    this.canvas.addEventListener('click', (event) => this.pick(event), { signal: this.stop!.signal });
  }

  protected stops(data: ChartData): number {
    return data.categories.length;
  }

  protected paint(data: ChartData, chart: EChartsType) {
    const text = this.colour('--vaadin-text-color');
    const secondary = this.colour('--vaadin-text-color-secondary');
    const line = this.colour('--bursar-grid-line');
    const axis = this.colour('--bursar-axis-line');
    const card = this.colour('--bursar-card');
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const font = { fontFamily: getComputedStyle(this).fontFamily, fontSize: 12 };
    const labels = data.categories.map((category) => category.label);
    const bars = data.kind === 'bars';
    const narrow = this.clientWidth / Math.max(1, labels.length) < 6;
    const series: object[] = [];
    for (const one of data.series) {
      const colour = this.colour(`--bursar-${one.colour}`);
      if (bars) {
        const estimated = hatch(colour, card);
        series.push({
          type: 'bar',
          stack: 'spend',
          barMaxWidth: 56,
          barCategoryGap: narrow ? '0%' : '28%',
          itemStyle: { color: colour, borderColor: card, borderWidth: narrow ? 0 : 0.75 },
          emphasis: { disabled: true },
          data: one.amounts.map((amount, index) =>
            data.categories[index].estimated ? { value: Number(amount), itemStyle: { color: estimated } } : Number(amount)
          ),
        });
      } else {
        // several running totals are stacked, so that the top is the whole; the estimated end overlaps by one point
        const from = data.categories.findIndex((category) => category.estimated);
        const settled = from < 0 ? labels.length : from;
        const alone = data.series.length === 1;
        const part = (estimated: boolean) => ({
          type: 'line',
          stack: alone ? undefined : estimated ? 'estimated' : 'settled',
          showSymbol: false,
          emphasis: { disabled: true },
          lineStyle: { color: alone ? colour : card, width: alone ? 2 : 1, type: alone && estimated ? [3, 3] : 'solid' },
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
        animation: !calm,
        animationDuration: 250,
        textStyle: font,
        grid: { left: 2, right: 2, top: 10, bottom: 0, containLabel: false, outerBoundsMode: 'same' },
        xAxis: {
          type: 'category',
          data: labels,
          boundaryGap: bars,
          axisTick: { show: false },
          axisLine: { lineStyle: { color: axis }, onZero: true },
          axisLabel: { ...font, color: secondary, rotate: 0, hideOverlap: true, margin: 10 },
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
    this.tell(index, '');
  }

  private pick(event: MouseEvent) {
    const index = this.indexAt(event);
    if (index < 0) {
      return;
    }
    this.tell(index, this.seriesAt(event, index));
  }

  /** Which part of a stack lies under the pointer. */
  private seriesAt(event: MouseEvent, index: number): string {
    const data = this.shown!;
    const value = this.chart!.convertFromPixel({ gridIndex: 0 }, [event.offsetX, event.offsetY])[1];
    let up = 0;
    let down = 0;
    for (const one of data.series) {
      const amount = Number(one.amounts[index]);
      const from = amount >= 0 ? up : down;
      if ((value >= from && value < from + amount) || (value < from && value >= from + amount)) {
        return one.key;
      }
      amount >= 0 ? (up += amount) : (down += amount);
    }
    return '';
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
    if (index !== this.at || this.tip.hidden) {
      this.at = index;
      this.fill(data, index);
    }
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
    this.tip.hidden = false;
    const width = this.tip.offsetWidth;
    const left = x - step / 2 - width - 8;
    const right = x + step / 2 + 8;
    const fits = left >= 0 ? left : right + width <= this.clientWidth ? right : Math.max(0, this.clientWidth - width);
    const top = Math.max(0, Math.min(28, this.clientHeight - this.tip.offsetHeight));
    Object.assign(this.tip.style, { left: `${fits}px`, top: `${top}px` });
    if (aloud) {
      const category = data.categories[index];
      const compared = category.compareTitle ? `; ${category.compareTitle}: ${category.compareTotal}` : '';
      const parts = category.top.map((one) => `${data.series[one].name} ${data.series[one].texts[index]}`);
      if (category.rest) {
        parts.push(`${category.rest} ${category.restTotal}`);
      }
      const state = category.estimated ? ', estimated' : '';
      this.said.textContent = `${category.title}${state}: ${category.total}${compared}. ${parts.join(', ')}`;
    }
  }

  private fill(data: ChartData, index: number) {
    const category = data.categories[index];
    const parts: HTMLElement[] = [
      element('b', 'head', category.title + (category.estimated ? ', estimated' : '')),
      element('b', 'amount', category.total),
    ];
    if (category.compareTitle) {
      parts.push(
        element('span', 'head quiet small', category.compareTitle),
        element('span', 'amount quiet small', category.compareTotal)
      );
    }
    for (const one of category.top.map((place) => data.series[place])) {
      const swatch = element('i', '');
      swatch.style.background = `var(--bursar-${one.colour})`;
      parts.push(swatch, element('span', 'name', one.name), element('span', 'amount', one.texts[index]));
    }
    if (category.rest) {
      parts.push(
        element('span', 'rest quiet', category.rest),
        element('span', 'amount quiet', category.restTotal)
      );
    }
    if (data.hint) {
      parts.push(element('span', 'hint quiet', data.hint));
    }
    this.tip.replaceChildren(...parts);
  }
}

/** Marks on the axis: $0, $500, $12k, $1.5k, $2M. */
function money(value: number, symbol: string): string {
  const size = Math.abs(value);
  const [unit, divisor] = size >= 1e6 ? ['M', 1e6] : size >= 1e3 ? ['k', 1e3] : ['', 1];
  return `${value < 0 ? '\u2212' : ''}${symbol}${Number((size / divisor).toFixed(2))}${unit}`;
}

/** Estimated: the colour at 30% with 45° lines of it, 1.5 px wide, 6 px apart along the axis. */
function hatch(colour: string, card: string) {
  const scale = Math.max(1, Math.round(devicePixelRatio * 2));
  const side = 6;
  const pixels = Math.round(side * scale);
  const image = document.createElement('canvas');
  image.width = pixels;
  image.height = pixels;
  const pen = image.getContext('2d')!;
  pen.fillStyle = card;
  pen.fillRect(0, 0, pixels, pixels);
  pen.globalAlpha = 0.3;
  pen.fillStyle = colour;
  pen.fillRect(0, 0, pixels, pixels);
  pen.globalAlpha = 1;
  pen.strokeStyle = colour;
  pen.lineWidth = 1.5 * scale;
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
