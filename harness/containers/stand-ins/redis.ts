import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { baseImage, type StandIn } from './stand-in.ts'

/** Debian's Redis, without protected mode, like the official image. */
export const redis: StandIn = {
  prepare: async ({ folder }) => {
    const wrapper = '#!/bin/sh\nexec /usr/bin/redis-server "$@" --protected-mode no\n'
    writeFileSync(join(folder, 'redis-server'), wrapper, { mode: 0o755 })
    return {
      dockerfile: `FROM ${baseImage}
COPY redis-server /usr/local/bin/
RUN mkdir -p /data && chown redis:redis /data
WORKDIR /data
`,
      contents: "Debian 13's Redis",
    }
  },
}
