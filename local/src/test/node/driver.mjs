// Runs scenarios for the tests, all in one browser: a line of JSON in names one with what it is given, a line comes back.
import { createInterface } from 'node:readline';
import { openBrowser } from './browser.mjs';

let browser;

async function run({ scenario, given }) {
  const { default: play } = await import(`./scenarios/${scenario}.mjs`);
  return (
    (await play(given, async () => {
      browser ??= await openBrowser();
      return browser.newContext();
    })) ?? null
  );
}

for await (const line of createInterface({ input: process.stdin })) {
  const answer = await run(JSON.parse(line)).then(
    (result) => ({ result }),
    (failure) => ({ failure: failure.stack ?? String(failure) }),
  );
  // SDKs print too, so answers are marked.
  process.stdout.write(`\nanswer ${JSON.stringify(answer)}\n`);
}
await browser?.close();
process.exit();
