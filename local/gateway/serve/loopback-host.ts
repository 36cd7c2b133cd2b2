const NAMES = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Whether a `Host` header names this machine. A malicious page can make its own domain name resolve to 127.0.0.1 (DNS
 * rebinding), but the browser then sends that domain name as `Host`.
 */
export function isLoopbackHost(host: string | undefined): boolean {
  return NAMES.includes((host ?? '').replace(/:\d+$/, '').toLowerCase());
}
