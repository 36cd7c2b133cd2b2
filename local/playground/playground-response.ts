import { pageAssets } from './page-assets';
import { PlaygroundInfo } from './playground-info';

export interface PlaygroundRequest {
  readonly method: string;
  /** With or without a query. */
  readonly path: string;
}

export interface PlaygroundResponse {
  readonly status: number;
  readonly headers: Record<string, string>;
  /** Empty for HEAD. */
  readonly body: string;
}

/** Below it are the files of the page. */
const FILES = '/_local/playground/';

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  // The page builds its elements one by one; markup in an answer can never become an element.
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const SECURITY_HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};

/**
 * Answers a request for the playground.
 *
 * The page is at `/`, and also at `/_local/playground/` for stacks whose API has a method of its own at `/`.
 *
 * @returns `undefined` where the request is for something else
 */
export function playgroundResponse(request: PlaygroundRequest, info: PlaygroundInfo): PlaygroundResponse | undefined {
  const path = request.path.split('?', 1)[0];
  if (path !== '/' && !path.startsWith(FILES)) return undefined;
  if (!['GET', 'HEAD'].includes(request.method)) {
    return path === '/' ? undefined : respond(request, 405, 'text/plain', 'Method Not Allowed', { Allow: 'GET, HEAD' });
  }
  const file = path === '/' ? '' : path.slice(FILES.length);
  switch (file) {
    case '': return respond(request, 200, 'text/html', pageAssets().html);
    case 'script.js': return respond(request, 200, 'text/javascript', pageAssets().script);
    case 'style.css': return respond(request, 200, 'text/css', pageAssets().style);
    case 'icon.svg': return respond(request, 200, 'image/svg+xml', pageAssets().icon);
    case 'info.json': return respond(request, 200, 'application/json', JSON.stringify(info));
    default: return respond(request, 404, 'text/plain', 'Not Found');
  }
}

function respond(
  { method }: PlaygroundRequest, status: number, type: string, content: string, headers: Record<string, string> = {},
): PlaygroundResponse {
  return {
    status,
    headers: { 'Content-Type': `${type}; charset=utf-8`, ...SECURITY_HEADERS, ...headers },
    body: method === 'HEAD' ? '' : content,
  };
}
