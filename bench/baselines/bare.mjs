// A function that does nothing: what a process costs before any handler is in it.
export const handler = async () => ({ statusCode: 200, headers: {}, body: '{}' });
