import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'

// What a schema check can't see: the file starts in the right order, without default secrets, and its probes check
// readiness.

const root = resolve(import.meta.dirname, '..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

type Container = {
  image: string
  restart: string
  entrypoint?: string[]
  environment?: Record<string, string | number>
  depends_on?: Record<string, { condition: string }>
  healthcheck?: { test?: string[]; disable?: boolean; start_interval?: string }
}
const text = read('docker-compose.yml')
const { services } = parse(text, { merge: true }) as { services: Record<string, Container> }
const containers = Object.entries(services)
const conditionOf = (name: string, needed: string): string | undefined =>
  services[name]?.depends_on?.[needed]?.condition

describe('secrets', () => {
  it('every variable without a default stops Compose if it is missing or empty', () => {
    const variables = [...text.replaceAll(/^\s*#.*$/gm, '').matchAll(/(?<!\$)\$\{(\w+)([^}]*)\}/g)]
    expect(variables.length).toBeGreaterThan(60)
    const others = variables.filter(([, , rest = '']) => rest !== ':?make .env first' && !rest.startsWith(':-'))
    expect(others.map(([whole]) => whole)).toEqual([])
    const withDefault = variables.filter(([, , rest = '']) => rest.startsWith(':-')).map(([, name = '']) => name)
    expect(withDefault.filter((name) => /PASSWORD|SECRET|KEY/.test(name))).toEqual([])
  })

  it('git ignores .env in every folder', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sagabench-ignored-'))
    copyFileSync(join(root, '.gitignore'), join(folder, '.gitignore'))
    execFileSync('git', ['init', '--quiet', folder])
    const paths = ['.env', '.env.local', 'sdk/.env', 'README.md']
    const { stdout } = spawnSync('git', ['-C', folder, 'check-ignore', ...paths], { encoding: 'utf8' })
    rmSync(folder, { recursive: true })
    expect(stdout.trim().split('\n')).toEqual(paths.slice(0, 3))
  })

  it('only what the Dockerfile copies reaches the engine, and never .env', () => {
    const copied = [...read('Dockerfile').matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, sources = '']) =>
      sources.split(' '),
    )
    expect(copied.length).toBeGreaterThan(8)
    const sent = (path: string): boolean => isSent(path, read('.dockerignore'))
    for (const source of copied) expect(sent(source), source).toBe(true)
    expect(sent('services/catalogue/main.ts')).toBe(true)
    const kept = [
      '.env',
      '.env.local',
      'services/.env',
      'deploy/.env.old',
      '.git/config',
      '.sagabench/run-0/nginx/nginx.conf',
      '.npmrc',
    ]
    expect(kept.filter(sent)).toEqual([])
    expect(['node_modules/a.js', 'reports/x', 'README.md', 'platform/base/config.test.ts'].filter(sent)).toEqual([])
  })
})

/** Whether a path is part of the build context: the last pattern that matches it, or one of its folders, decides. */
const isSent = (path: string, patterns: string): boolean => {
  const folders = path.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/'))
  let sent = true
  for (const line of patterns.split('\n').filter((one) => one !== '' && !one.startsWith('#'))) {
    const [pattern, verdict] = line.startsWith('!') ? [line.slice(1), true] : [line, false]
    const expression = new RegExp(
      `^${pattern
        .replaceAll('.', '\\.')
        .replaceAll('**/', '(?:.+/)?')
        .replaceAll(/(?<!\))\*/g, '[^/]*')}$`,
    )
    if (folders.some((folder) => expression.test(folder))) sent = verdict
  }
  return sent
}

describe('the files filled in before Redis and Kong start', () => {
  /** The script of an entrypoint up to `exec`, applied to this project's files and with Compose's `$$` unescaped. */
  const scriptOf = (service: string, output: string): string =>
    (services[service]?.entrypoint?.[2] ?? '')
      .replaceAll('$$', '$')
      .replaceAll(/ \/(kong|deploy)\//g, ` ${root}/$1/`)
      .replace(/> \S+\)/, `> ${output})`)
      .replace(/&& exec[\s\S]*$/, '')
  const cases = [
    ['redis', 'deploy/redis-users.conf'],
    ['kong', 'kong/kong.yml'],
  ] as const
  const namesIn = (service: string): string[] =>
    Object.keys(services[service]?.environment ?? {}).filter((name) => /PASSWORD|SECRET|_KEY_/.test(name))
  const run = (service: string, change: Record<string, string | undefined> = {}) => {
    const folder = mkdtempSync(join(tmpdir(), 'sagabench-fill-'))
    const output = join(folder, 'output')
    const variables = Object.fromEntries(namesIn(service).map((name) => [name, `value-of-${name}`]))
    const { status, stderr } = spawnSync('sh', ['-c', scriptOf(service, output)], {
      env: { PATH: process.env.PATH, ...variables, ...change },
      encoding: 'utf8',
    })
    const mode = execFileSync('ls', ['-l', output], { encoding: 'utf8' }).slice(0, 10)
    const filled = readFileSync(output, 'utf8')
    rmSync(folder, { recursive: true })
    return { status, stderr, mode, filled }
  }

  it.each(cases)('%s gets %s with every variable filled in, readable by its owner only', (service, file) => {
    const { status, stderr, mode, filled } = run(service)
    expect(stderr).toBe('')
    expect(status).toBe(0)
    expect(mode).toBe('-rw-------')
    const used = [...read(file).matchAll(/^(?!\s*#).*?\$\{(\w+)\}/gm)].map(([, name = '']) => name)
    expect(used.length).toBeGreaterThan(8)
    for (const name of used) expect(filled).toContain(`value-of-${name}`)
    expect(filled).not.toContain('${')
  })

  it('Kong reads the same configuration as the one-machine gateway', () => {
    const values = JSON.stringify(parse(read('kong/kong.yml'))).replaceAll(/\$\{(\w+)\}/g, 'value-of-$1')
    expect(parse(run('kong').filled)).toEqual(JSON.parse(values))
  })

  it.each(cases)('a variable in a comment of the file of %s is left alone', (service, file) => {
    const copy = mkdtempSync(join(tmpdir(), 'sagabench-comment-'))
    writeFileSync(join(copy, 'in'), `# \${NAME} comes from the environment.\n${read(file)}`)
    const script = scriptOf(service, join(copy, 'out')).replace(join(root, file), join(copy, 'in'))
    const variables = Object.fromEntries(namesIn(service).map((name) => [name, 'a-value']))
    const { status, stderr } = spawnSync('sh', ['-c', script], {
      env: { PATH: process.env.PATH, ...variables },
      encoding: 'utf8',
    })
    rmSync(copy, { recursive: true })
    expect([status, stderr]).toEqual([0, ''])
  })

  it.each(
    cases.flatMap(([service]) =>
      [undefined, '', ' ', 'a b', 'a"b', 'a\nuser x on nopass +@all', '>'].map((value) => [service, value] as const),
    ),
  )('%s does not start with the secret %j', (service, value) => {
    for (const name of namesIn(service).slice(0, 2)) {
      const { status, stderr } = run(service, { [name]: value })
      expect(status).not.toBe(0)
      expect(stderr).toContain(`${name} is not set, is empty, or has other characters`)
    }
  })
})

describe('the order of the start', () => {
  const hosts = (container: Container): string[] => {
    const settings = Object.values(container.environment ?? {}).map(String)
    const named = settings.flatMap((value) =>
      [...value.matchAll(/(?:\/\/|@)([a-z][\w-]*):\d+/g)].map(([, host = '']) => host),
    )
    return [...new Set(named)].filter((host) => host in services)
  }
  const kong = parse(read('kong/kong.yml')) as {
    services: { host: string }[]
    upstreams: { targets: { target: string }[] }[]
  }
  const behindKong = [
    ...kong.services.map(({ host }) => host),
    ...kong.upstreams.flatMap(({ targets }) => targets.map(({ target }) => target.split(':')[0] ?? '')),
  ].filter((host) => host in services)
  const oneShots = containers.filter(([, { restart }]) => restart === 'no').map(([name]) => name)

  it('the gateway waits until every service behind it is healthy', () => {
    expect(behindKong.length).toBeGreaterThan(7)
    expect(behindKong.filter((name) => conditionOf('kong', name) !== 'service_healthy')).toEqual([])
  })

  it('a service that has the address of another waits for it, unless the other waits for this one', () => {
    const waitsFor = (name: string, other: string): boolean =>
      Object.keys(services[name]?.depends_on ?? {}).some((needed) => needed === other || waitsFor(needed, other))
    const pairs = containers.flatMap(([name, container]) =>
      hosts(container)
        .filter((host) => host !== name)
        .map((host) => [name, host] as const),
    )
    expect(pairs.length).toBeGreaterThan(25)
    expect(pairs.filter(([name, host]) => !waitsFor(name, host) && !waitsFor(host, name))).toEqual([])
    const backwards = pairs.filter(([name, host]) => !waitsFor(name, host))
    expect([...new Set(backwards.map(([, host]) => host))]).toEqual(['kong'])
    expect(backwards.map(([name]) => name).filter((name) => !behindKong.includes(name))).toEqual([])
  })

  it('no service waits for less than health, or only for the start of a one-shot', () => {
    const conditions = containers.flatMap(([name, { depends_on = {} }]) =>
      Object.entries(depends_on).map(([needed, { condition }]) => [name, needed, condition] as const),
    )
    expect(conditions.length).toBeGreaterThan(30)
    const wrong = conditions.filter(
      ([, needed, condition]) =>
        condition !== (oneShots.includes(needed) ? 'service_completed_successfully' : 'service_healthy'),
    )
    expect(wrong).toEqual([])
  })

  it('every one-shot has a service that waits for its end; otherwise up --wait fails', () => {
    expect(oneShots.length).toBeGreaterThan(1)
    for (const name of oneShots)
      expect(
        containers.filter(([other]) => conditionOf(other, name) === 'service_completed_successfully').length,
        name,
      ).toBeGreaterThan(0)
  })
})

describe('probes', () => {
  const probes = containers.flatMap(([name, { healthcheck, restart }]) =>
    restart === 'no' ? [] : [[name, healthcheck?.test ?? [], healthcheck] as const],
  )
  const ready = probes.filter(([, test]) => test.join(' ').includes('ready.sh'))

  it('every long-running container has one, and none starts Node or only checks a process', () => {
    expect(probes.filter(([, test]) => test[0] !== 'CMD').map(([name]) => name)).toEqual([])
    expect(
      probes.filter(([, test]) => ['node', 'kong', 'pgrep', 'true'].includes(test[1] ?? '')).map(([name]) => name),
    ).toEqual([])
  })

  it('they check readiness: /health/ready, /status/ready, /-/ready, /api/health, pg_isready over TCP, PING', () => {
    for (const [name, test] of probes)
      expect(test.join(' '), name).toMatch(
        / \/health\/ready$|\/status\/ready 8100$|\/-\/ready$|\/api\/health$|pg_isready -h 127\.0\.0\.1|redis-cli -e .*--user health .*ping$/,
      )
    expect(services.kong?.environment?.KONG_STATUS_LISTEN).toBe('127.0.0.1:8100')
    for (const [name] of ready) if (name !== 'kong') expect(services[name]?.environment?.PORT, name).toBeGreaterThan(0)
  })

  const serve = async (listener: RequestListener): Promise<[Server, number]> => {
    const server = createServer(listener).listen(0, '127.0.0.1')
    await once(server, 'listening')
    return [server, (server.address() as AddressInfo).port]
  }
  /** The exit code of the probe of a Node container, run as Docker does. */
  const probe = async (port: number): Promise<number | null> => {
    const [, test] = ready.find(([name]) => name === 'inventaire') ?? ['', []]
    const child: ChildProcess = spawn(test[1] ?? '', test.slice(2), {
      cwd: root,
      env: { PATH: process.env.PATH, PORT: String(port) },
      stdio: 'ignore',
    })
    const [code] = (await once(child, 'exit')) as [number | null]
    return code
  }

  it.each([
    ['200', 0, (_request, response) => void response.end('ok')],
    ['503', 1, (_request, response) => void response.writeHead(503).end()],
    ['404', 1, (_request, response) => void response.writeHead(404).end('200')],
    ['nothing within the limit', 1, () => {}],
    ['a closed connection', 1, (request) => void request.socket.destroy()],
  ] satisfies [string, number, RequestListener][])(
    'an answer of %s gives exit code %i',
    async (_what, expected, listener) => {
      expect(ready.length).toBeGreaterThan(14)
      const [server, port] = await serve((request, response) => {
        if (request.url === '/health/ready') listener(request, response)
        else response.end('wrong path')
      })
      expect(await probe(port)).toBe(expected)
      server.closeAllConnections()
      server.close()
    },
  )

  it('no server gives exit code 1', async () => {
    const [server, port] = await serve(() => {})
    server.close()
    await once(server, 'close')
    expect(await probe(port)).toBe(1)
  })
})

describe('Kong', () => {
  it('resolves a service again within seconds, and exposes no administration port', () => {
    expect(services.kong?.environment).toMatchObject({
      KONG_DNS_VALID_TTL: '5',
      KONG_DNS_ORDER: 'LAST,A,CNAME',
      KONG_ADMIN_GUI_LISTEN: 'off',
      KONG_ADMIN_LISTEN: '127.0.0.1:8001',
    })
  })
})
