import { readFileSync } from 'node:fs'
import { readKong } from '../../gateway/kong-document.ts'
import { kongToNginx } from '../../gateway/kong-to-nginx.ts'
import { addressesIn, forContainers } from './kong-for-containers.ts'

// Runs in the stand-in for Kong's image: prints the configuration of nginx for Kong's declarative file.
const file = process.argv[2] ?? ''
const document = readKong(readFileSync(file, 'utf8'), { file, variables: {} })
const listen = /^\S+/.exec(process.env.KONG_PROXY_LISTEN ?? '')?.[0] ?? '0.0.0.0:8000'
const compiled = kongToNginx(document, { listen, addresses: addressesIn(document.kong), workers: 1 })
process.stdout.write(forContainers(compiled, process.env.KONG_STATUS_LISTEN ?? '127.0.0.1:8100'))
