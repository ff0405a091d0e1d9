import {
  type Located,
  operationsOf,
  type Parameter,
  type Response,
  resolveRef,
  type Schema,
  type Specification,
} from '../openapi/document.ts'
import { tokenRuleOf } from '../openapi/roles.ts'
import { examplesOf } from './examples.ts'
import { codeBlock, escapeHtml, type Page, prose, table } from './html.ts'
import { limitsText, schemasSection, typeText } from './schema.ts'

export type Problems = Readonly<Record<string, { status: number; title: string; description?: string }>>
type Described = { description?: string }
type Info = { info: { title: string; summary?: string; description?: string } }

const code = (name: string): string => `<code>${escapeHtml(name)}</code>`

const whoMayCall = (specification: Specification, located: Located): string => {
  const callers = located.operation['x-callers'] as string[] | undefined
  const { roles, callersByRole, owners, isOptional } = tokenRuleOf(specification, located)
  const needed = roles.map((role) => {
    const through = callersByRole[role]
    const from = through ? ` (from ${through.map(code).join(', ')})` : ''
    return `${code(role)}${from}${owners.includes(role) ? ' (own data; other ids return 404)' : ''}`
  })
  const token =
    needed.length === 0
      ? ''
      : `, with a token of the role ${needed.join(' or ')}${isOptional ? ', or without a token' : ''}`
  return `<p class="callers">Callers: ${callers ? callers.map(code).join(', ') : 'any application'}${token}.</p>`
}

const parametersTable = ({ document }: Specification, { operation }: Located): string => {
  const schemas = document.components.schemas ?? {}
  const rows = (operation.parameters ?? []).map((one) => {
    const parameter = resolveRef<Parameter & Described>(document, one as { $ref: string })
    return [
      `<code>${escapeHtml(parameter.name)}</code>${parameter.required ? '' : ' <small>optional</small>'}`,
      parameter.in,
      typeText(parameter.schema, schemas),
      limitsText(parameter.schema, schemas),
      prose(parameter.description),
    ]
  })
  return table(['Parameter', 'In', 'Type', 'Limits', 'Meaning'], rows, `Parameters of ${operation.operationId}`)
}

const requestBody = ({ document }: Specification, { operation }: Located): string => {
  const schema = operation.requestBody?.content['application/json']?.schema
  if (schema === undefined) return ''
  const optional = operation.requestBody?.required === true ? '' : ' <small>optional</small>'
  return `<p>Body: ${typeText(schema, document.components.schemas ?? {})}${optional}</p>`
}

const problemList = (slugs: readonly string[], problems: Problems): string =>
  slugs.length === 0
    ? ''
    : `<ul class="problems">${slugs
        .map((slug) => `<li><code>${slug}</code> ${prose(problems[slug]?.description ?? problems[slug]?.title)}</li>`)
        .join('')}</ul>`

const answersTable = ({ document }: Specification, { operation }: Located, problems: Problems): string => {
  const rows = Object.entries(operation.responses).map(([status, one]) => {
    const response = resolveRef<Response & Described>(document, one as { $ref: string })
    const [type, media] = Object.entries(response.content ?? {})[0] ?? []
    const isProblem = type === 'application/problem+json'
    const schema = media?.schema as Schema | undefined
    const body = isProblem || schema === undefined ? '' : typeText(schema, document.components.schemas ?? {})
    const slugs = (response['x-problems'] ?? []) as string[]
    const kind = Number(status) < 400 ? 'good' : 'bad'
    return [
      `<span class="status ${kind}">${status}</span>`,
      isProblem
        ? problemList(slugs, problems) || prose(response.description)
        : `${prose(response.description)} ${body}`,
    ]
  })
  return table(['Status', 'Response'], rows, `Responses of ${operation.operationId}`)
}

const operationSection = (
  specification: Specification,
  located: Located,
  problems: Problems,
  packageName: string,
): string => {
  const { operation, method, path } = located
  const { curl, sdk } = examplesOf(specification, located, packageName)
  const { operationId: id } = operation
  return `<section class="operation" id="${id}">
<div class="about">
<h2>${escapeHtml(operation.summary)}</h2>
<p class="route"><span class="method ${method}">${method.toUpperCase()}</span> <code>${escapeHtml(path).replaceAll('/', '/<wbr>')}</code></p>
${operation.description === undefined ? '' : `<p>${prose(operation.description)}</p>`}
${whoMayCall(specification, located)}
${parametersTable(specification, located)}
${requestBody(specification, located)}
${answersTable(specification, located, problems)}
</div>
<div class="examples">
${codeBlock(curl, 'curl', `${id} curl`)}
${codeBlock(sdk, 'SDK', `${id} sdk`)}
</div>
</section>`
}

/** The page of one service: its operations with sample code, then its schemas. */
export const servicePage = (specification: Specification, problems: Problems, packageName: string): Page => {
  const { service, document } = specification
  const { info } = document as unknown as Info
  const planned = document['x-status'] === 'planned' ? 'Planned: no service implements these operations yet.' : ''
  const operations = operationsOf(document)
  const sections = operations.map((located) => operationSection(specification, located, problems, packageName))
  return {
    path: `${service}.html`,
    title: info.title,
    lead: prose([planned, info.summary, info.description].filter(Boolean).join(' ')),
    contents: operations.map(({ operation }) => [operation.operationId, operation.summary]),
    body: `${sections.join('\n')}\n${schemasSection(document.components.schemas ?? {})}`,
  }
}
