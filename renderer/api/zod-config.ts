import { z } from 'zod';

// Must run before any schema is made: zod looks whether it may compile its checks, and asking already breaks the page's policy.
z.config({ jitless: true });
