/** The base image of all stand-ins: the Debian system without the engine. */
export const baseImage = 'sagabench-stand-in:debian'

export type StandInContext = {
  readonly projectRoot: string
  /** Cache for downloads. */
  readonly cache: string
  /** The tag that the stand-in replaces, such as 24.21.0-bookworm-slim. */
  readonly tag: string
  /** An empty folder for the files that the Dockerfile copies. */
  readonly folder: string
}

/** How to build a replacement for an unavailable image, as far as the Compose file uses it. */
export type StandIn = {
  /** Repositories of images that must be built first. */
  readonly needs?: readonly string[]
  /** Fills the folder and returns the Dockerfile and what the image really contains. */
  readonly prepare: (context: StandInContext) => Promise<{ dockerfile: string; contents: string }>
}
