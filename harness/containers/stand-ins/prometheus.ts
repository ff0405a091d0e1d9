import { baseImage, type StandIn } from './stand-in.ts'

/** Debian's Prometheus with the command line of the official image. */
export const prometheus: StandIn = {
  prepare: async () => ({
    dockerfile: `FROM ${baseImage}
RUN mkdir -p /prometheus && chown nobody:nogroup /prometheus
WORKDIR /prometheus
ENTRYPOINT ["/usr/bin/prometheus"]
CMD ["--config.file=/etc/prometheus/prometheus.yml", "--storage.tsdb.path=/prometheus"]
`,
    contents: "Debian 13's Prometheus",
  }),
}
