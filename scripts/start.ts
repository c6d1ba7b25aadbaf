// `npm start`: sees to the build, a host and a display, says which, and opens the window.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { readStartOptions } from '../main/host/start-options.ts';
import { ensureApp, ensureRenderer } from './build.ts';
import { ensureBrowser, ensureVirtualDisplay } from './ensure-browser.ts';
import { findElectron } from './find-electron.ts';
import { projectRoot } from './paths.mjs';
import { PlainStop, runScript, say } from './say.ts';
import { lacksDisplay, startVirtualDisplay } from './virtual-display.ts';

await runScript(async () => {
  const given = process.argv.slice(2);
  const options = readStartOptions(given);
  if (!options.ok) throw new PlainStop(`${options.fault.message}\nusage: ${options.fault.mend}`);
  const { mode, size } = options.value;

  await ensureRenderer();
  if (mode.kind === 'address-only') return run(process.execPath, [join(projectRoot, 'main', 'main.ts'), ...given], {});

  const electron = findElectron();
  const environment: Record<string, string> = {};
  if (electron === undefined) {
    const browser = ensureBrowser({ window: true });
    environment['BALLAST_BROWSER'] = browser.path;
    say(
      `Ballast: window in ${browser.path}, found by ${browser.from} (Electron's binary is not on this machine; npx install-electron fetches it)`,
    );
  } else {
    ensureVirtualDisplay();
    await ensureApp();
    say(`Ballast: window in Electron (its binary is ${electron})`);
  }

  const display = lacksDisplay() ? await startVirtualDisplay(`${size.width}x${size.height + 100}`) : undefined;
  if (display !== undefined) {
    environment['DISPLAY'] = display.name;
    say(`Ballast: there is no display here, so the window opens under Xvfb on ${display.name}`);
  }
  try {
    return electron === undefined
      ? await run(process.execPath, [join(projectRoot, 'main', 'main.ts'), ...given], environment)
      : await run(electron, [...sandboxFlag(), join(projectRoot, 'dist/app/main/main.js'), ...given], environment);
  } finally {
    display?.close();
  }
});

/** Chromium's sandbox, which Electron carries, refuses to run as root. */
function sandboxFlag(): readonly string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

function run(
  program: string,
  arguments_: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, arguments_, { stdio: 'inherit', env: { ...process.env, ...environment } });
    // Ctrl+C reaches the child by itself; a supervisor's signal does not.
    process.on('SIGINT', () => undefined);
    for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
