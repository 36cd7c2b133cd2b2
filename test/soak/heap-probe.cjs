/* Loaded into each function by NODE_OPTIONS: on SIGUSR2 it collects all garbage and writes what is still in use, in MB. */
const { renameSync, writeFileSync } = require('node:fs');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');

process.on('SIGUSR2', () => {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  const file = `${process.env.HEAP_PROBE_FOLDER}/${process.pid}`;
  writeFileSync(`${file}.part`, String(process.memoryUsage().heapUsed / 2 ** 20));
  renameSync(`${file}.part`, file);
});
