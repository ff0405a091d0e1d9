/** The image that all stand-ins begin with: the Debian system without the engine. */
export const baseImage = 'sagabench-stand-in:debian'

export type StandInContext = {
  readonly projectRoot: string
  /** Where what was fetched is kept between runs. */
  readonly cache: string
  /** The tag that the stand-in is for, such as 24.21.0-bookworm-slim. */
  readonly tag: string
  /** An empty folder: what the Dockerfile copies goes into it. */
  readonly folder: string
}

/** How to make an image that behaves like one of a registry that can't be had here, as far as the Compose file uses it. */
export type StandIn = {
  /** Other images that have to be there first, by repository. */
  readonly needs?: readonly string[]
  /** Fills the folder and returns the Dockerfile and what the image really contains. */
  readonly prepare: (context: StandInContext) => Promise<{ dockerfile: string; contents: string }>
}
