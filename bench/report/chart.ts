import { Results } from './results';

/** A bar of one or two parts, in milliseconds. */
interface Bar {
  readonly label: string;
  readonly parts: readonly number[];
  readonly tone: 'ours' | 'other' | 'limit';
}

interface Panel {
  readonly title: string;
  readonly bars: readonly Bar[];
  readonly digits: number;
}

const WIDTH = 840;
const LABEL_WIDTH = 232;
const VALUE_WIDTH = 150;
const ROW = 27;
const BAR = 17;
const HEAD = 46;
const GAP = 20;

// Both sets keep 3:1 between a bar and what it stands on, and 4.5:1 for text (WCAG 2.2).
const STYLE = `
  text { font: 14px system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif; fill: #1f2328 }
  .title { font-weight: 600; font-size: 15px }
  .value, .note { fill: #59636e }
  .ours .label, .ours .value { font-weight: 600; fill: #0550ae }
  .axis { stroke: #818b98 }
  .ours .a { fill: #0969da } .ours .b { fill: #6caeff }
  .other .a { fill: #6e7781 } .other .b { fill: #a9b2bc }
  .limit .a { fill: #1a7f37 } .limit .b { fill: #57b870 }
  .b { stroke-width: 1 } .ours .b { stroke: #0969da } .other .b { stroke: #6e7781 } .limit .b { stroke: #1a7f37 }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc }
    .value, .note { fill: #b1bac4 }
    .ours .label, .ours .value { fill: #79c0ff }
    .axis { stroke: #656c76 }
    .ours .a { fill: #388bfd } .ours .b { fill: #1f4f8f }
    .other .a { fill: #9198a1 } .other .b { fill: #4d555e }
    .limit .a { fill: #3fb950 } .limit .b { fill: #1f6b31 }
    .ours .b { stroke: #388bfd } .other .b { stroke: #9198a1 } .limit .b { stroke: #3fb950 }
  }`;

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

const sum = (parts: readonly number[]) => parts.reduce((total, part) => total + part, 0);

const coordinate = (value: number) => Number(value.toFixed(1));

function barSvg({ label, parts, tone }: Bar, { top, scale, digits }: { top: number; scale: number; digits: number }): string {
  const middle = top + ROW / 2;
  let left = LABEL_WIDTH;
  const rectangles = parts.map((part, index) => {
    const width = Math.max(part * scale, 1);
    const rectangle = `<rect class="${index === 0 ? 'a' : 'b'}" x="${coordinate(left)}" y="${coordinate(middle - BAR / 2)}" width="${coordinate(width)}" height="${BAR}"/>`;
    left += width;
    return rectangle;
  });
  const numbers = parts.map((part) => part.toFixed(digits)).join(' + ');
  return [
    `<g class="${tone}">`,
    `<text class="label" x="${LABEL_WIDTH - 10}" y="${middle + 5}" text-anchor="end">${escaped(label)}</text>`,
    ...rectangles,
    `<text class="value" x="${coordinate(left + 8)}" y="${middle + 5}">${numbers} ms</text>`,
    '</g>',
  ].join('');
}

function panelSvg({ title, bars, digits }: Panel, top: number): string {
  const scale = (WIDTH - LABEL_WIDTH - VALUE_WIDTH) / Math.max(...bars.map(({ parts }) => sum(parts)));
  const first = top + HEAD - 10;
  return [
    `<text class="title" x="0" y="${top + 22}">${escaped(title)}</text>`,
    ...bars.map((bar, index) => barSvg(bar, { top: first + index * ROW, scale, digits })),
    `<line class="axis" x1="${LABEL_WIDTH}" x2="${LABEL_WIDTH}" y1="${first}" y2="${first + bars.length * ROW}"/>`,
  ].join('\n');
}

const heightOf = ({ bars }: Panel) => HEAD - 10 + bars.length * ROW + GAP;

function panelsOf({ node24: { version, medians } }: Results): Panel[] {
  const { handlers, synthesis } = medians;
  const major = `Node.js ${version.slice(1).split('.')[0]}`;
  const cold = (kind: string) => [handlers[`${kind}/login`].init, handlers[`${kind}/login`].first];
  const warm = (kind: string) => [handlers[`${kind}/login`].warm];
  return [
    {
      title: `Cold login, ${major}: INIT (full), then the first request (light)`,
      digits: 1,
      bars: [
        { label: 'tutorial, SDK v2', parts: cold('tutorial'), tone: 'other' },
        { label: "SDK v3, esbuild's defaults", parts: cold('sdkDefaults'), tone: 'other' },
        { label: 'this library, unprimed', parts: cold('shippedUnprimed'), tone: 'ours' },
        { label: 'this library', parts: cold('shipped'), tone: 'ours' },
        { label: 'bare signed request, primed', parts: cold('limit'), tone: 'limit' },
      ],
    },
    {
      title: `Warm login, ${major}`,
      digits: 2,
      bars: [
        { label: 'tutorial, SDK v2', parts: warm('tutorial'), tone: 'other' },
        { label: "SDK v3, esbuild's defaults", parts: warm('sdkDefaults'), tone: 'other' },
        { label: 'this library', parts: warm('shipped'), tone: 'ours' },
        { label: 'bare signed request', parts: warm('limit'), tone: 'limit' },
      ],
    },
    {
      title: 'Synthesis of three routes, template validation off',
      digits: 0,
      bars: [
        { label: 'three NodejsFunctions', parts: [synthesis['nodejs-functions']], tone: 'other' },
        { label: 'AWS Solutions Construct', parts: [synthesis['solutions-construct']], tone: 'other' },
        { label: 'this library', parts: [synthesis.construct], tone: 'ours' },
        { label: 'L1 constructs only', parts: [synthesis['l1-only']], tone: 'limit' },
      ],
    },
  ];
}

/** The results as a picture that follows the reader's choice of a light or a dark page. */
export function chartOf(results: Results): string {
  let top = 0;
  const panels = panelsOf(results).map((panel) => {
    const svg = panelSvg(panel, top);
    top += heightOf(panel);
    return svg;
  });
  const height = top + 14;
  const [cold] = panelsOf(results);
  const summary = cold.bars.map(({ label, parts }) => `${label}: ${parts.map((part) => part.toFixed(1)).join(' + ')} ms`).join('; ');
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-labelledby="title summary">`,
    '<title id="title">Cold start, warm call and synthesis, in milliseconds; shorter is better</title>',
    `<desc id="summary">${escaped(summary)}</desc>`,
    `<style>${STYLE}\n</style>`,
    ...panels,
    `<text class="note" x="${LABEL_WIDTH}" y="${height - 8}" style="font-size: 12px">Medians of ${results.rounds} processes each, ${escaped(results.date)}; shorter is better.</text>`,
    '</svg>',
  ].join('\n')}\n`;
}
