import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface FoundBrowser {
  readonly path: string;
  /** Where it was looked for, in words. */
  readonly from: string;
}

/**
 * An installed Chromium, Chrome or Edge: the one that BALLAST_BROWSER names, else the first on the PATH, else where these browsers
 * install themselves. A BALLAST_BROWSER that is no program is an error, not a reason to take another one.
 */
export function findChromium(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): FoundBrowser | undefined {
  const named = environment['BALLAST_BROWSER'];
  if (named !== undefined && named !== '') {
    if (!isProgram(named)) throw new Error(`BALLAST_BROWSER names ${named}, which is not a program`);
    return { path: named, from: 'BALLAST_BROWSER' };
  }
  for (const name of COMMANDS) {
    for (const folder of (environment['PATH'] ?? '').split(delimiter)) {
      const path = join(folder, process.platform === 'win32' ? `${name}.exe` : name);
      if (folder !== '' && isProgram(path)) return { path, from: 'the PATH' };
    }
  }
  const path = usualPlaces(environment).find(isProgram);
  return path === undefined ? undefined : { path, from: 'its usual place' };
}

const COMMANDS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'msedge',
];

function usualPlaces(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  switch (process.platform) {
    case 'darwin':
      return [
        '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
        '/Applications/Chromium.app/Contents/MacOS/Chromium',
        '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
      ];
    case 'win32':
      return ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((name) => {
        const folder = environment[name];
        if (folder === undefined) return [];
        return [
          join(folder, 'Google/Chrome/Application/chrome.exe'),
          join(folder, 'Microsoft/Edge/Application/msedge.exe'),
        ];
      });
    default:
      return [
        '/opt/google/chrome/chrome',
        '/opt/microsoft/msedge/msedge',
        '/usr/lib/chromium/chromium',
        '/snap/bin/chromium',
      ];
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
