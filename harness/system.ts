/** A running system: every process of the Compose file, each on its own port of this machine. */
export type System = {
  readonly offset: number
  /** Folder of this run: logs/<service>.log, data, configuration. */
  readonly folder: string
  /** Values of every `${NAME}` of the Compose file, such as the gateway keys of the consumers. */
  readonly secrets: Readonly<Record<string, string>>
  /** `http://127.0.0.1:port` of a service's first published port. */
  url(service: string): string
  /** The environment that the service was started with: its DATABASE_URL, REDIS_URL … with native addresses. */
  env(service: string): Readonly<Record<string, string>>
  /** Process id, undefined while it doesn't run. */
  pid(service: string): number | undefined
  /** Sends the signal; waits for the end of the process except after SIGSTOP and SIGCONT. Default SIGKILL. */
  kill(service: string, signal?: NodeJS.Signals): Promise<void>
  /** Starts a killed process again with the same environment and data; waits until it is ready. */
  start(service: string): Promise<void>
  /**
   * Lets the gateway reach `service:port` (as in kong.yml) at another address, or there again (undefined), without
   * breaking connections: nginx reloads.
   */
  reroute(target: string, address: string | undefined): Promise<void>
  /** Ends everything in reverse order. Nothing is left running. Can be called more than once. */
  stop(): Promise<void>
}

export type SystemOptions = {
  /** Added to every published port. */
  readonly offset: number
  readonly composeFile: string
  /** `service:container-port` → `host:port`: where the gateway finds a service instead (a fault proxy). */
  readonly overrides?: Readonly<Record<string, string>>
  /** Environment on top of the Compose file's, per service. */
  readonly environment?: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** One line for each step of starting and stopping. */
  readonly progress?: (line: string) => void
  /** Called when a process ends that nobody ended. */
  readonly onCrash?: (service: string, message: string) => void
}
