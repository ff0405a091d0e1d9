import { execFileSync, spawnSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'

const root = resolve(import.meta.dirname, '..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

type Locked = { version?: string; integrity?: string; link?: boolean; resolved?: string; hasInstallScript?: boolean }
type Container = {
  image: string
  user?: string
  build?: string
  command?: string[]
  entrypoint?: string[]
  ports?: string[]
  environment?: Record<string, string>
}

const manifest = JSON.parse(read('package.json')) as Record<'dependencies' | 'devDependencies', Record<string, string>>
const lock = JSON.parse(read('package-lock.json')) as { lockfileVersion: number; packages: Record<string, Locked> }
const locked = Object.entries(lock.packages).filter(([path, { link }]) => path !== '' && link !== true)
const { services } = parse(read('docker-compose.yml'), { merge: true }) as { services: Record<string, Container> }
const containers = Object.entries(services)

describe('packages', () => {
  it('every dependency has one exact version, and is locked with its hash', () => {
    for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/)
      expect(lock.packages[`node_modules/${name}`]?.version, name).toBe(version)
    }
    expect(locked.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([path]) => path)).toEqual([])
  })

  it('installing runs no script of a package, neither in set-up nor in the image', () => {
    const installs = [
      ...`${read('tools/setup.mjs')}\n${read('Dockerfile')}`.matchAll(/'install',[^\]]*|RUN npm install.*/g),
    ]
    expect(installs.length).toBeGreaterThanOrEqual(3)
    for (const [install] of installs) expect(install).toContain('--ignore-scripts')
  })

  it('downloaded programs have a hash too: wheels, the Node of set-up, Schemathesis', () => {
    const wheels = JSON.parse(read('tools/wheels.lock.json')) as Record<string, { wheels?: Record<string, object> }>
    for (const { wheels: files } of Object.values(wheels))
      for (const file of Object.values(files ?? {}))
        expect(file).toMatchObject({ sha256: expect.stringMatching(/^[0-9a-f]{64}$/) })
    const node = JSON.parse(read('tools/node.lock.json')) as { packages: Record<string, object> }
    for (const one of Object.values(node.packages))
      expect(one).toMatchObject({ integrity: expect.stringMatching(/^sha512-/) })
    const requirements = read('tests/fuzz/requirements.txt')
      .replaceAll('\\\n', '')
      .split('\n')
      .filter((line) => /^[a-z]/.test(line))
    expect(requirements.length).toBeGreaterThan(10)
    for (const line of requirements) expect(line).toMatch(/^[\w-]+==[\w.]+ .*--hash=sha256:[0-9a-f]{64}/)
  })

  it('npm run sbom lists every dependency in its version, as CycloneDX', () => {
    const output = execFileSync('npm', ['run', '--silent', 'sbom'], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    })
    const bom = JSON.parse(output) as { bomFormat: string; components: { name: string; version: string }[] }
    expect(bom.bomFormat).toBe('CycloneDX')
    const listed = new Set(bom.components.map(({ name, version }) => `${name}@${version}`))
    for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }))
      expect([...listed]).toContain(`${name}@${version}`)
  }, 60_000)
})

describe('containers', () => {
  it('every image has an exact tag', () => {
    const images = containers.map(([, { image }]) => image).filter((image) => image !== 'sagabench:local')
    const base = [...read('Dockerfile').matchAll(/^FROM (\S+)/gm)].map((match) => match[1] ?? '')
    expect(base.length).toBeGreaterThan(0)
    for (const image of [...images, ...base]) expect(image).toMatch(/:v?\d+\.\d+(\.\d+)?(-[\w.-]+)?$/)
  })

  it('none runs as root', () => {
    expect(read('Dockerfile')).toMatch(/\nUSER node\n/)
    const asRoot = containers.filter(
      ([, { build, user }]) => build === undefined && (user === undefined || /^(root|0)(:|$)/.test(user)),
    )
    expect(asRoot.map(([name]) => name)).toEqual([])
  })

  it('only the gateway, without its administration port, is reachable from other machines', () => {
    const outside = containers.flatMap(([name, { ports = [] }]) =>
      ports.filter((port) => !port.startsWith('127.0.0.1:')).map((port) => `${name} ${port}`),
    )
    expect(outside).toEqual(['kong 8080:8000'])
    expect(services.kong?.environment?.KONG_ADMIN_LISTEN).toBe('127.0.0.1:8001')
  })

  it('no secret has a value or a default in the Compose file', () => {
    const settings = containers.flatMap(([name, { environment = {} }]) =>
      Object.entries(environment).map(([variable, value]) => ({ name, variable, value: String(value) })),
    )
    const secrets = settings.filter(({ variable }) => /(PASSWORD|SECRET|_KEY)(_|$)|_KEY_/.test(variable))
    expect(secrets.length).toBeGreaterThan(30)
    for (const { name, variable, value } of secrets)
      expect(`${name} ${variable} ${value}`).toMatch(/ \$\{\w+:\?make \.env first\}$/)
    for (const { name, variable, value } of settings)
      for (const [, password] of value.matchAll(/:\/\/[^:/@]+:([^@]*)@/g))
        expect(`${name} ${variable} ${password}`).toMatch(/ \$\{\w+:\?make \.env first\}$/)
  })

  it('each process knows only its own secrets: instances of one program share them, different programs do not', () => {
    const owners = new Map<string, Set<string>>()
    for (const [name, { environment = {}, build, command }] of containers) {
      if (build === undefined || ['provision', 'seed'].includes(name)) continue // these two create and fill the databases
      for (const text of Object.values(environment))
        for (const [, variable = ''] of String(text).matchAll(/\$\{(\w+):\?/g))
          owners.set(variable, (owners.get(variable) ?? new Set()).add(String(command)))
    }
    for (const variable of owners.keys()) if (variable.endsWith('_PUBLIC_KEY')) owners.delete(variable)
    expect(owners.size).toBeGreaterThan(25)
    const shared = [...owners].filter(([, programs]) => programs.size > 1)
    expect(shared.map(([variable, programs]) => [variable, [...programs].sort()])).toEqual([])
    const workers = [...owners].filter(([variable]) => variable.startsWith('GATEWAY_SECRET'))
    expect(workers.flatMap(([, programs]) => [...programs]).filter((program) => /workers/.test(program))).toEqual([])
  })

  it('an empty password stops the start of Redis and of Kong: neither gets an empty key', () => {
    for (const name of ['redis', 'kong']) {
      const script = String(services[name]?.entrypoint?.[2]).replaceAll('$$', '$')
      const program = /perl -pe '([^']+)'/.exec(script)?.[1] ?? ''
      const fill = (value: string) =>
        spawnSync('perl', ['-pe', program], {
          input: ['key: $', '{A_SECRET}\n'].join(''),
          env: { ...process.env, A_SECRET: value },
        })
      expect([name, String(fill('word').stdout)]).toEqual([name, 'key: word\n'])
      const refused = fill('')
      expect([name, refused.status !== 0, String(refused.stderr)]).toEqual([
        name,
        true,
        expect.stringContaining('A_SECRET is not set'),
      ])
    }
  })

  it.each([
    [
      'services/ecommerce/main.ts',
      ['DATABASE_URL', 'REDIS_URL', 'GATEWAY_SECRET', 'GATEWAY_API_KEY', 'JWT_PRIVATE_KEY'],
    ],
    ['services/catalogue/main.ts', ['DATABASE_URL', 'GATEWAY_SECRET', 'JWT_PUBLIC_KEY']],
  ])('%s without its secrets does not start, and names them', (file, names) => {
    try {
      execFileSync(process.execPath, [file], { cwd: root, env: { PATH: process.env.PATH }, stdio: 'pipe' })
      expect.unreachable('it started')
    } catch (error) {
      const said = String((error as { stdout?: Buffer }).stdout) + String((error as { stderr?: Buffer }).stderr)
      for (const name of names) expect(said).toContain(`${name} is not set`)
    }
  })
})

describe('the gateway', () => {
  it('limits the rate of every consumer', () => {
    type Plugin = { name: string; config?: { second?: number; minute?: number; limit_by?: string } }
    const kong = parse(read('kong/kong.yml')) as {
      consumers: { username: string; plugins?: Plugin[] }[]
      plugins: Plugin[]
    }
    const limits = (plugins: Plugin[] = []) =>
      plugins.filter(({ name, config }) => name === 'rate-limiting' && (config?.second ?? config?.minute ?? 0) > 0)
    expect(limits(kong.plugins)[0]).toMatchObject({ config: { limit_by: 'consumer' } })
    for (const { username, plugins } of kong.consumers)
      if (plugins !== undefined) expect([username, limits(plugins).length]).toEqual([username, 1])
  })

  it('limits log-ins, registrations, confirmations and password resets by address', () => {
    type Route = { paths: string[]; plugins?: { name: string; config: { limit_by: string } }[] }
    const { services } = parse(read('kong/kong.yml')) as { services: { routes: Route[] }[] }
    const limited = services
      .flatMap(({ routes }) => routes)
      .filter(({ plugins = [] }) => plugins.some(({ config }) => config.limit_by === 'ip'))
    expect(limited.flatMap(({ paths }) => paths)).toEqual([
      '~/api/commandes/clients/confirmation/$',
      '~/api/commandes/sessions/employes/$',
      '~/api/commandes/clients/$',
      '~/api/commandes/mots-de-passe/oublis/$',
      '~/api/commandes/sessions/$',
      '~/api/commandes/mots-de-passe/reinitialisations/$',
      '~/api/commandes/sessions/renouvellements/$',
    ])
  })
})

describe('the workflows', () => {
  const files = globSync('.github/workflows/*.yml', { cwd: root })
  type Step = { uses?: string; with?: Record<string, unknown> }
  const steps = files.flatMap((file) =>
    Object.values((parse(read(file)) as { jobs: Record<string, { steps: Step[] }> }).jobs).flatMap((job) => job.steps),
  )

  it('use actions by a commit, with its version beside it', () => {
    const uses = files.flatMap((file) => read(file).match(/uses:.*/g) ?? [])
    expect(uses.length).toBeGreaterThan(10)
    expect(uses.filter((line) => !/^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([])
  })

  it('leave no token in a checkout', () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'))
    expect(checkouts.length).toBeGreaterThan(5)
    expect(checkouts.filter((step) => step.with?.['persist-credentials'] !== false)).toEqual([])
  })

  it('fuzz with the fixed seed and with a new one', () => {
    expect(read('.github/workflows/nightly.yml')).toMatch(/seed: \['1', new\]/)
  })
})
