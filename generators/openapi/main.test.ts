import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { SpecError } from '../shared/spec-error.ts'
import { openapiDocuments } from './main.ts'

test('a folder without documents is a mistake, because --check would find no difference', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sagabench-openapi-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  expect(() => openapiDocuments(folder)).toThrow(SpecError)
  writeFileSync(join(folder, 'b.yaml'), '')
  writeFileSync(join(folder, 'a.yaml'), '')
  expect(openapiDocuments(folder)).toEqual([join(folder, 'a.yaml'), join(folder, 'b.yaml')])
})
