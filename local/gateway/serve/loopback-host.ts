const NAMES = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Whether a `Host` names this machine. A page of another origin can make a name of its own point to 127.0.0.1 (DNS rebinding),
 * but it cannot make a browser send another name than that one.
 */
export function isLoopbackHost(host: string | undefined): boolean {
  return NAMES.includes((host ?? '').replace(/:\d+$/, '').toLowerCase());
}
