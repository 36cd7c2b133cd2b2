import type { PlaygroundInfo } from '../playground-info';
import { h, replace } from './dom';
import { Feed, read } from './feed';
import { Area, findAreas } from './flows';
import { OpenApiDocument } from './open-api';
import { requestsPanel } from './panels/requests';
import { Playground } from './playground';
import { Shell } from './shell';
import { Observable, OutboxMessage } from './state';
import { startTicking } from './time-left';
import { buildViews } from './views';

async function start(root: HTMLElement): Promise<void> {
  const [info, document] = await Promise.all([
    read<PlaygroundInfo>('/_local/playground/info.json'),
    read<OpenApiDocument>('/_local/openapi.json'),
  ]);
  const areas = info ? findAreas(info) : [];
  if (!info || areas.length === 0) {
    replace(root, h('p', { className: 'notice' }, 'The stack has no REST API.'));
    return;
  }
  const outbox = new Observable<readonly OutboxMessage[]>([]);
  const requests = requestsPanel();
  const feed = new Feed(outbox, requests);
  const shell = new Shell(root, info.stackName, areas, requests.element, feed);
  const choose = (area: Area) => {
    const playground = new Playground(area, outbox, (view, focus) => shell.go(view, focus), () => { void feed.poll(); });
    shell.show(playground, buildViews(playground, document));
  };
  shell.choose = choose;
  choose(areas[0]);
  feed.start();
  startTicking();
}

const app = document.getElementById('app')!;
start(app).catch(() => replace(app, h('p', { className: 'notice', attributes: { role: 'alert' } }, 'The local stack does not answer. Reload when it runs.')));
