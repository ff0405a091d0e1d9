const lineMax = 1_000

/**
 * Why openapi-generator failed, from what it printed. Its launcher is one bundled line, which Node prints whenever the
 * launcher throws; lines of more than 1,000 characters are left out so that the cause can be read.
 */
export const describeFailure = (exitCode: number | null, output: string): string => {
  const readable = output
    .split('\n')
    .filter((line) => line.trim() !== '' && line.length <= lineMax)
    .join('\n')
  const cause = readable.includes('Unable to access jarfile')
    ? 'its jar could not be downloaded. Check network, proxy (HTTPS_PROXY) and certificates (NODE_EXTRA_CA_CERTS), then repeat the command'
    : `exit code ${exitCode}`
  return `openapi-generator failed: ${cause}\n${readable}`
}
