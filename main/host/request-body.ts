import type { IncomingMessage } from 'node:http';
import { failure, success, type Result } from '../../shared/result/result.ts';

/**
 * Reads a whole request body. What goes beyond the limit is not held in memory; it is still read to its end, because a page that is
 * cut off while it sends hears of a broken connection instead of the reason.
 */
export function readBody(request: IncomingMessage, limitBytes: number): Promise<Result<Uint8Array>> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let total = 0;
    request.on('data', (chunk: Buffer) => {
      total += chunk.length;
      if (total <= limitBytes) chunks.push(chunk);
      else chunks = [];
    });
    request.on('end', () => resolve(total > limitBytes ? tooLarge(limitBytes) : success(Buffer.concat(chunks, total))));
    request.on('error', reject);
  });
}

function tooLarge(limitBytes: number) {
  const size = limitBytes >= 1024 * 1024 ? `${Math.floor(limitBytes / (1024 * 1024))} MiB` : `${limitBytes} bytes`;
  return failure(
    'too-large',
    `what was sent is larger than the ${size} that Ballast takes at once`,
    'Split the file into smaller ones.',
  );
}
