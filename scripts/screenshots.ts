// `npm run screenshots`: the pictures of the README, taken from the demo book by the program itself.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pinnedNode, projectRoot } from './paths.mjs';
import { PlainStop, runScript } from './say.ts';

const PICTURES = [
  { file: 'workspace-dark.png', arguments: ['--theme', 'dark'] },
  { file: 'workspace-light.png', arguments: ['--theme', 'light'] },
];

await runScript(async () => {
  for (const picture of PICTURES) {
    const target = join(projectRoot, 'docs', picture.file);
    const start = [
      join(projectRoot, 'scripts', 'start.ts'),
      '--book',
      'demo',
      '--screenshot',
      target,
      ...picture.arguments,
    ];
    const outcome = spawnSync(pinnedNode, start, { cwd: projectRoot, stdio: 'inherit' });
    if (outcome.status !== 0) throw new PlainStop(`${picture.file} could not be taken; the reason stands above.`);
  }
  return 0;
});
