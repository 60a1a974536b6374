/* A chart as a picture of its own: what ECharts draws, below its name and above what its colours mean. */
import type { EChartsType } from 'echarts/core';

/** A part of the legend. */
export interface Mark {
  name: string;
  colour: string;
  /** A line of which kind; empty for an area. */
  line: 'solid' | 'dashed' | 'hatched' | '';
}

interface Frame {
  title: string;
  marks: Mark[];
  card: string;
  text: string;
  quiet: string;
  family: string;
}

const EDGE = 16;
const TITLE = 20;
const LINE = 20;
const SWATCH = 10;
const SHARP = 2; // pixels of the picture for one of the page
const MOST_PIXELS = 3000; // of its width

/** Draws it on a canvas, with the background and the colours of the page. */
export function draw(chart: EChartsType, frame: Frame): HTMLCanvasElement {
  const width = chart.getWidth() + 2 * EDGE;
  const sharp = Math.min(SHARP, MOST_PIXELS / width);
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d')!;
  pen.font = `12px ${frame.family}`;
  const rows = legend(pen, frame.marks, width - 2 * EDGE);
  const titles = wrapped(pen, frame, width - 2 * EDGE);
  const top = EDGE + titles.length * TITLE + 8;
  const height = top + chart.getHeight() + (rows.length ? 8 + rows.length * LINE : 0) + EDGE;
  canvas.width = Math.round(width * sharp);
  canvas.height = Math.round(height * sharp);
  pen.scale(sharp, sharp);
  pen.fillStyle = frame.card;
  pen.fillRect(0, 0, width, height);
  pen.textBaseline = 'middle';
  pen.fillStyle = frame.text;
  pen.font = `600 15px ${frame.family}`;
  titles.forEach((line, index) => pen.fillText(line, EDGE, EDGE + index * TITLE + TITLE / 2));
  const drawn = chart.renderToCanvas({ pixelRatio: sharp, backgroundColor: frame.card });
  pen.drawImage(drawn, EDGE, top, chart.getWidth(), chart.getHeight());
  pen.font = `12px ${frame.family}`;
  rows.forEach((row, index) => {
    const y = top + chart.getHeight() + 8 + index * LINE + LINE / 2;
    for (const { mark, x } of row) {
      swatch(pen, mark, EDGE + x, y);
      pen.fillStyle = frame.quiet;
      pen.fillText(mark.name, EDGE + x + SWATCH + 6, y);
    }
  });
  return canvas;
}

/** The title's words on as many lines as they need. */
function wrapped(pen: CanvasRenderingContext2D, frame: Frame, width: number): string[] {
  pen.font = `600 15px ${frame.family}`;
  const lines = [''];
  for (const word of frame.title.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (pen.measureText(longer).width <= width || !lines.at(-1)) {
      lines[lines.length - 1] = longer;
    } else {
      lines.push(word);
    }
  }
  pen.font = `12px ${frame.family}`;
  return lines;
}

/** Marks beside one another, as many as a row has room for. */
function legend(pen: CanvasRenderingContext2D, marks: Mark[], width: number): Array<Array<{ mark: Mark; x: number }>> {
  const rows: Array<Array<{ mark: Mark; x: number }>> = [];
  let x = width;
  for (const mark of marks) {
    const wide = SWATCH + 6 + pen.measureText(mark.name).width;
    if (x + wide > width || !rows.length) {
      rows.push([]);
      x = 0;
    }
    rows.at(-1)!.push({ mark, x });
    x += wide + 16;
  }
  return rows;
}

function swatch(pen: CanvasRenderingContext2D, { colour, line }: Mark, x: number, y: number) {
  pen.fillStyle = colour;
  pen.strokeStyle = colour;
  pen.lineWidth = 2;
  if (!line) {
    pen.fillRect(x, y - SWATCH / 2, SWATCH, SWATCH);
    return;
  }
  pen.save();
  pen.beginPath();
  if (line === 'hatched') {
    pen.rect(x, y - SWATCH / 2, SWATCH, SWATCH);
    pen.clip();
    pen.lineWidth = 1.5;
    pen.beginPath();
    for (const shift of [-4, 0, 4, 8]) {
      pen.moveTo(x + shift, y + SWATCH / 2);
      pen.lineTo(x + shift + SWATCH, y - SWATCH / 2);
    }
  } else {
    pen.setLineDash(line === 'dashed' ? [4, 2] : []);
    pen.moveTo(x, y);
    pen.lineTo(x + SWATCH, y);
  }
  pen.stroke();
  pen.restore();
}

/** Puts a picture on the clipboard, or into a file where the browser has none for pictures. Answers what came of it, in words. */
export async function copied(canvas: HTMLCanvasElement, title: string): Promise<string> {
  const png = new Promise<Blob>((done, failed) =>
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error('no picture'))), 'image/png'));
  try {
    // the promise itself, because Safari takes nothing that comes after a pause
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
    return 'Picture copied';
  } catch {
    // no clipboard on a plain http address, or it was refused
  }
  try {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(await png);
    link.download = `${title.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '').slice(0, 100) || 'chart'}.png`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    return 'Picture downloaded';
  } catch {
    return 'The picture could not be made';
  }
}
