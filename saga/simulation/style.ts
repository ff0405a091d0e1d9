export const styles = ['orchestrated', 'choreographed'] as const
export type Style = (typeof styles)[number]
