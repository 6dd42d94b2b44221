import { documentedProtection } from '../../../infra/local/dataverse/web/service-protection.ts';
import type { WorldOptions } from './start-world.ts';

/** A world in which nothing takes long. */
export const quickWorld: WorldOptions = {
  latency: { fromMs: 10, toMs: 30 },
  protection: documentedProtection,
  paceable: true,
  settings: {
    BREAKER_SECONDS: '1',
    RELEASE_PER_SECOND: '100',
    RELEASE_SCHEDULE: '* * * * * *',
    DOCUMENT_WINDOW_SECONDS: '1',
  },
};
