// The steps of the set-up on the terminal: each with its name, what came of it and its seconds. A step that takes long says
// so: on a terminal in a line that is written over, in a log by a line every twenty seconds.

const width = 14;

/**
 * @typedef {(state: string) => void} Say tells what a step is doing at the moment
 * @param {{ quiet?: boolean }} options quiet: only steps that had something to do
 */
export function progress({ quiet = false } = {}) {
  const started = Date.now();
  return {
    /**
     * @template T
     * @param {string} name
     * @param {(say: Say) => Promise<{ done: string, worked: boolean, value?: T }>} work
     */
    async step(name, work) {
      const line = runningLine(name);
      const from = Date.now();
      try {
        const { done, worked, value } = await work(line.say);
        line.clear();
        if (worked || !quiet) {
          console.log(`  ${name.padEnd(width)}${done.padEnd(56)}${seconds(from)}`);
        }
        return value;
      } finally {
        line.clear();
      }
    },
    total: () => seconds(started),
  };
}

function seconds(from) {
  return `${((Date.now() - from) / 1000).toFixed(1)} s`;
}

function runningLine(name) {
  const terminal = process.stdout.isTTY === true;
  const from = Date.now();
  let state = "";
  let first;
  let timer;
  const show = () => {
    const text = `  ${name.padEnd(width)}${state}, ${Math.round((Date.now() - from) / 1000)} s`;
    if (terminal) {
      process.stdout.write(`\r\x1b[K${text.slice(0, (process.stdout.columns ?? 80) - 1)}`);
    } else {
      console.log(text);
    }
  };
  return {
    say(text) {
      state = text;
      first ??= setTimeout(show, terminal ? 200 : 2000);
      timer ??= setInterval(show, terminal ? 1000 : 20_000);
    },
    clear() {
      clearTimeout(first);
      clearInterval(timer);
      if (terminal && timer !== undefined) {
        process.stdout.write("\r\x1b[K");
      }
    },
  };
}
