import type { RunningControl } from '../answers/control.ts'

/** An answer of the harness: its state, or why it refused a command. */
export type ControlAnswer = {
  readonly status: number
  readonly body: Omit<RunningControl, 'isAvailable'> | { detail?: string }
}

/** Sends a command to the harness that runs this system. */
export type SendControl = (method: string, path: string, body?: unknown) => Promise<ControlAnswer>

/** Longer than the harness needs to restart a process or to stop a load. */
const timeoutMs = 20_000

/** The harness's server on the loopback, whose address and token come from the environment. */
export const openControlClient =
  (url: string, token: string): SendControl =>
  async (method, path, body) => {
    const response = await fetch(new URL(path, url), {
      method,
      headers: { authorization: `Bearer ${token}` },
      body: body === undefined ? null : JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    })
    return { status: response.status, body: (await response.json()) as ControlAnswer['body'] }
  }
