import { dirname, join } from 'node:path';
import type { Plugin } from 'esbuild';

/**
 * Parts of dependencies that no path of ours reaches: ways of OpenTelemetry to send to others than Application Insights,
 * which only its own environment variables would switch on; zod's messages in other languages; colours of a terminal. They
 * are a third of the bundle, and a cold start would read them.
 */
const unused =
  /^(@grpc\/grpc-js|@opentelemetry\/(configuration|otlp-grpc-exporter-base|exporter-(prometheus|zipkin|(trace|logs|metrics)-otlp-grpc|metrics-otlp-(http|proto)))|supports-color)$/;

/** A checksum of uploads that only one of their options asks for. */
const checksum = /\/crc64\.js$/;

export const leaveOut: Plugin = {
  name: 'leave-out',
  setup(build) {
    build.onResolve({ filter: unused }, ({ path }) => ({ path, namespace: 'left-out' }));
    build.onResolve({ filter: checksum }, ({ path, importer }) =>
      importer.includes('/@azure/storage-common/') ? { path, namespace: 'left-out' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({ contents: 'module.exports = {};' }));
    build.onResolve({ filter: /\/locales\/index\.js$/ }, ({ path, resolveDir, importer }) =>
      importer.includes('/node_modules/zod/')
        ? { path: join(resolveDir, path), namespace: 'english' }
        : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'english' }, ({ path }) => ({
      contents: "export { default as en } from './en.js';",
      resolveDir: dirname(path),
    }));
  },
};
