import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PAGES } from './pages';

const { repository } = JSON.parse(readFileSync('package.json', 'utf8')) as { repository: { url: string } };
const REPOSITORY = repository.url.replace(/\.git$/, '');

/** How an absolute link names a file of this repository: as a page, or as the bytes of an image. */
const OWN_FILES = [`${REPOSITORY}/blob/main/`, `${REPOSITORY.replace('github.com', 'raw.githubusercontent.com')}/main/`];

/** Pages that npm, PyPI or Construct Hub show outside the repository, where a relative link leads nowhere. */
const PUBLISHED = ['README.md'];

function targetsIn(markdown: string): string[] {
  const prose = markdown.replace(/^```[\s\S]*?^```$/gm, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)|(?:href|src|srcset)="([^"]+)"/g)].map(([, link, attribute]) => link ?? attribute);
}

/** The anchors of a page: its headings as GitHub names them, repeated ones with a number, and the ids of its HTML. */
function anchorsIn(markdown: string): string[] {
  const seen = new Map<string, number>();
  const ids = [...markdown.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  const headings = [...markdown.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/^#+ (.+)$/gm)].map(([, heading]) => {
    const anchor = heading.toLowerCase().replace(/[^\w\- ]/g, '').replaceAll(' ', '-');
    const repeated = seen.get(anchor) ?? 0;
    seen.set(anchor, repeated + 1);
    return repeated === 0 ? anchor : `${anchor}-${repeated}`;
  });
  return [...ids, ...headings];
}

/** Why a link of a page is dead, or undefined. Links to other websites are not followed. */
function faultOf(page: string, target: string): string | undefined {
  const own = OWN_FILES.find((prefix) => target.startsWith(prefix));
  if (!own && /^[a-z]+:/.test(target)) return undefined;
  if (!own && !target.startsWith('#') && PUBLISHED.includes(page)) return `${target} is relative`;
  const [path, anchor] = (own ? target.slice(own.length) : target).split('#');
  const file = own ? path : path ? join(dirname(page), path) : page;
  if (!existsSync(file)) return `${target}: no such file`;
  if (anchor && file.endsWith('.md') && !anchorsIn(readFileSync(file, 'utf8')).includes(anchor)) return `${target}: no such heading`;
  return undefined;
}

test.each(PAGES)('no link of %s is dead', (page) => {
  const faults = targetsIn(readFileSync(page, 'utf8')).map((target) => faultOf(page, target));
  expect(faults.filter(Boolean)).toEqual([]);
});

test('dead and relative links are found', () => {
  const markdown = `[a](docs/local.md) [b](${OWN_FILES[0]}docs/none.md) [c](#none) ![d](${OWN_FILES[1]}docs/images/none.png) <img src="none.png">`;
  expect(targetsIn(markdown).map((target) => faultOf('README.md', target))).toEqual([
    expect.stringContaining('is relative'),
    expect.stringContaining('no such file'),
    expect.stringContaining('no such heading'),
    expect.stringContaining('no such file'),
    expect.stringContaining('is relative'),
  ]);
});

test('every page of docs/ can be reached from the README, except for decisions', () => {
  const linked = new Set<string>();
  const follow = (page: string) => {
    if (linked.has(page)) return;
    linked.add(page);
    for (const target of targetsIn(readFileSync(page, 'utf8'))) {
      const own = OWN_FILES.find((prefix) => target.startsWith(prefix));
      if (!own && /^[a-z]+:/.test(target)) continue;
      const path = (own ? target.slice(own.length) : join(dirname(page), target)).split('#')[0];
      if (PAGES.includes(path)) follow(path);
    }
  };
  follow('README.md');
  expect(PAGES.filter((page) => !page.startsWith('docs/decisions/') && !linked.has(page))).toEqual([]);
});
