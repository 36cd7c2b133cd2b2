import { h } from './dom';
import { formatDuration, secondsLeft } from './jwt';

/** How long a token is still valid, ticking. */
export function timeLeft(claims: Record<string, unknown>, label: string): HTMLElement {
  const expires = typeof claims.exp === 'number' ? claims.exp : 0;
  const issued = typeof claims.iat === 'number' ? claims.iat : expires;
  const bar = h('progress', { max: Math.max(1, expires - issued), attributes: { 'aria-label': `${label}: time left` } });
  const element = h('span', { className: 'time-left', dataset: { expires: String(expires) } }, h('span', { className: 'clock' }), bar);
  update(element);
  return element;
}

/** Moves every clock of the page once a second. */
export function startTicking(): void {
  setInterval(() => document.querySelectorAll<HTMLElement>('.time-left').forEach(update), 1_000);
}

function update(element: HTMLElement): void {
  const claims = { exp: Number(element.dataset.expires) };
  const seconds = secondsLeft({ header: {}, claims }, Date.now()) ?? 0;
  const over = seconds <= 0;
  element.classList.toggle('over', over);
  element.querySelector('.clock')!.textContent = over ? `expired ${formatDuration(seconds)} ago` : `${formatDuration(seconds)} left`;
  element.querySelector('progress')!.value = Math.max(0, seconds);
}
