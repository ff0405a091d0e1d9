// Generated from specs/asyncapi/checkout.yaml by generators/asyncapi. Do not edit.

// biome-ignore-all lint: Ajv generated this code.
// @ts-nocheck
import { unicodeLength } from '#platform/stream/typed-events.ts'
export const checkoutInitiated = validate10
const schema11 = {
  type: 'object',
  required: ['checkout_id', 'client_id', 'panier'],
  properties: {
    checkout_id: { type: 'string', format: 'uuid' },
    client_id: { type: 'string', format: 'uuid' },
    panier: {
      type: 'object',
      required: ['lignes'],
      additionalProperties: false,
      properties: {
        lignes: {
          type: 'array',
          minItems: 1,
          maxItems: 50,
          items: {
            type: 'object',
            required: ['produit_id', 'quantite'],
            additionalProperties: false,
            properties: {
              produit_id: { type: 'integer', minimum: 1, maximum: 2147483647 },
              quantite: { type: 'integer', minimum: 1, maximum: 10000 },
            },
          },
        },
      },
    },
    emitted_at: { type: 'number', minimum: 0 },
  },
}
const formats0 = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
function validate10(data, { instancePath = '', parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null
  let errors = 0
  if (errors === 0) {
    if (data && typeof data == 'object' && !Array.isArray(data)) {
      let missing0
      if (
        (data.checkout_id === undefined && (missing0 = 'checkout_id')) ||
        (data.client_id === undefined && (missing0 = 'client_id')) ||
        (data.panier === undefined && (missing0 = 'panier'))
      ) {
        validate10.errors = [
          {
            instancePath,
            schemaPath: '#/required',
            keyword: 'required',
            params: { missingProperty: missing0 },
            message: "must have required property '" + missing0 + "'",
          },
        ]
        return false
      } else {
        if (data.checkout_id !== undefined) {
          let data0 = data.checkout_id
          const _errs1 = errors
          if (errors === _errs1) {
            if (errors === _errs1) {
              if (typeof data0 === 'string') {
                if (!formats0.test(data0)) {
                  validate10.errors = [
                    {
                      instancePath: instancePath + '/checkout_id',
                      schemaPath: '#/properties/checkout_id/format',
                      keyword: 'format',
                      params: { format: 'uuid' },
                      message: 'must match format "' + 'uuid' + '"',
                    },
                  ]
                  return false
                }
              } else {
                validate10.errors = [
                  {
                    instancePath: instancePath + '/checkout_id',
                    schemaPath: '#/properties/checkout_id/type',
                    keyword: 'type',
                    params: { type: 'string' },
                    message: 'must be string',
                  },
                ]
                return false
              }
            }
          }
          var valid0 = _errs1 === errors
        } else {
          var valid0 = true
        }
        if (valid0) {
          if (data.client_id !== undefined) {
            let data1 = data.client_id
            const _errs3 = errors
            if (errors === _errs3) {
              if (errors === _errs3) {
                if (typeof data1 === 'string') {
                  if (!formats0.test(data1)) {
                    validate10.errors = [
                      {
                        instancePath: instancePath + '/client_id',
                        schemaPath: '#/properties/client_id/format',
                        keyword: 'format',
                        params: { format: 'uuid' },
                        message: 'must match format "' + 'uuid' + '"',
                      },
                    ]
                    return false
                  }
                } else {
                  validate10.errors = [
                    {
                      instancePath: instancePath + '/client_id',
                      schemaPath: '#/properties/client_id/type',
                      keyword: 'type',
                      params: { type: 'string' },
                      message: 'must be string',
                    },
                  ]
                  return false
                }
              }
            }
            var valid0 = _errs3 === errors
          } else {
            var valid0 = true
          }
          if (valid0) {
            if (data.panier !== undefined) {
              let data2 = data.panier
              const _errs5 = errors
              if (errors === _errs5) {
                if (data2 && typeof data2 == 'object' && !Array.isArray(data2)) {
                  let missing1
                  if (data2.lignes === undefined && (missing1 = 'lignes')) {
                    validate10.errors = [
                      {
                        instancePath: instancePath + '/panier',
                        schemaPath: '#/properties/panier/required',
                        keyword: 'required',
                        params: { missingProperty: missing1 },
                        message: "must have required property '" + missing1 + "'",
                      },
                    ]
                    return false
                  } else {
                    const _errs7 = errors
                    for (const key0 in data2) {
                      if (!(key0 === 'lignes')) {
                        validate10.errors = [
                          {
                            instancePath: instancePath + '/panier',
                            schemaPath: '#/properties/panier/additionalProperties',
                            keyword: 'additionalProperties',
                            params: { additionalProperty: key0 },
                            message: 'must NOT have additional properties',
                          },
                        ]
                        return false
                        break
                      }
                    }
                    if (_errs7 === errors) {
                      if (data2.lignes !== undefined) {
                        let data3 = data2.lignes
                        const _errs8 = errors
                        if (errors === _errs8) {
                          if (Array.isArray(data3)) {
                            if (data3.length > 50) {
                              validate10.errors = [
                                {
                                  instancePath: instancePath + '/panier/lignes',
                                  schemaPath: '#/properties/panier/properties/lignes/maxItems',
                                  keyword: 'maxItems',
                                  params: { limit: 50 },
                                  message: 'must NOT have more than 50 items',
                                },
                              ]
                              return false
                            } else {
                              if (data3.length < 1) {
                                validate10.errors = [
                                  {
                                    instancePath: instancePath + '/panier/lignes',
                                    schemaPath: '#/properties/panier/properties/lignes/minItems',
                                    keyword: 'minItems',
                                    params: { limit: 1 },
                                    message: 'must NOT have fewer than 1 items',
                                  },
                                ]
                                return false
                              } else {
                                var valid2 = true
                                const len0 = data3.length
                                for (let i0 = 0; i0 < len0; i0++) {
                                  let data4 = data3[i0]
                                  const _errs10 = errors
                                  if (errors === _errs10) {
                                    if (data4 && typeof data4 == 'object' && !Array.isArray(data4)) {
                                      let missing2
                                      if (
                                        (data4.produit_id === undefined && (missing2 = 'produit_id')) ||
                                        (data4.quantite === undefined && (missing2 = 'quantite'))
                                      ) {
                                        validate10.errors = [
                                          {
                                            instancePath: instancePath + '/panier/lignes/' + i0,
                                            schemaPath: '#/properties/panier/properties/lignes/items/required',
                                            keyword: 'required',
                                            params: { missingProperty: missing2 },
                                            message: "must have required property '" + missing2 + "'",
                                          },
                                        ]
                                        return false
                                      } else {
                                        const _errs12 = errors
                                        for (const key1 in data4) {
                                          if (!(key1 === 'produit_id' || key1 === 'quantite')) {
                                            validate10.errors = [
                                              {
                                                instancePath: instancePath + '/panier/lignes/' + i0,
                                                schemaPath:
                                                  '#/properties/panier/properties/lignes/items/additionalProperties',
                                                keyword: 'additionalProperties',
                                                params: { additionalProperty: key1 },
                                                message: 'must NOT have additional properties',
                                              },
                                            ]
                                            return false
                                            break
                                          }
                                        }
                                        if (_errs12 === errors) {
                                          if (data4.produit_id !== undefined) {
                                            let data5 = data4.produit_id
                                            const _errs13 = errors
                                            if (
                                              !(
                                                typeof data5 == 'number' &&
                                                !(data5 % 1) &&
                                                !isNaN(data5) &&
                                                isFinite(data5)
                                              )
                                            ) {
                                              validate10.errors = [
                                                {
                                                  instancePath: instancePath + '/panier/lignes/' + i0 + '/produit_id',
                                                  schemaPath:
                                                    '#/properties/panier/properties/lignes/items/properties/produit_id/type',
                                                  keyword: 'type',
                                                  params: { type: 'integer' },
                                                  message: 'must be integer',
                                                },
                                              ]
                                              return false
                                            }
                                            if (errors === _errs13) {
                                              if (typeof data5 == 'number' && isFinite(data5)) {
                                                if (data5 > 2147483647 || isNaN(data5)) {
                                                  validate10.errors = [
                                                    {
                                                      instancePath:
                                                        instancePath + '/panier/lignes/' + i0 + '/produit_id',
                                                      schemaPath:
                                                        '#/properties/panier/properties/lignes/items/properties/produit_id/maximum',
                                                      keyword: 'maximum',
                                                      params: { comparison: '<=', limit: 2147483647 },
                                                      message: 'must be <= 2147483647',
                                                    },
                                                  ]
                                                  return false
                                                } else {
                                                  if (data5 < 1 || isNaN(data5)) {
                                                    validate10.errors = [
                                                      {
                                                        instancePath:
                                                          instancePath + '/panier/lignes/' + i0 + '/produit_id',
                                                        schemaPath:
                                                          '#/properties/panier/properties/lignes/items/properties/produit_id/minimum',
                                                        keyword: 'minimum',
                                                        params: { comparison: '>=', limit: 1 },
                                                        message: 'must be >= 1',
                                                      },
                                                    ]
                                                    return false
                                                  }
                                                }
                                              }
                                            }
                                            var valid3 = _errs13 === errors
                                          } else {
                                            var valid3 = true
                                          }
                                          if (valid3) {
                                            if (data4.quantite !== undefined) {
                                              let data6 = data4.quantite
                                              const _errs15 = errors
                                              if (
                                                !(
                                                  typeof data6 == 'number' &&
                                                  !(data6 % 1) &&
                                                  !isNaN(data6) &&
                                                  isFinite(data6)
                                                )
                                              ) {
                                                validate10.errors = [
                                                  {
                                                    instancePath: instancePath + '/panier/lignes/' + i0 + '/quantite',
                                                    schemaPath:
                                                      '#/properties/panier/properties/lignes/items/properties/quantite/type',
                                                    keyword: 'type',
                                                    params: { type: 'integer' },
                                                    message: 'must be integer',
                                                  },
                                                ]
                                                return false
                                              }
                                              if (errors === _errs15) {
                                                if (typeof data6 == 'number' && isFinite(data6)) {
                                                  if (data6 > 10000 || isNaN(data6)) {
                                                    validate10.errors = [
                                                      {
                                                        instancePath:
                                                          instancePath + '/panier/lignes/' + i0 + '/quantite',
                                                        schemaPath:
                                                          '#/properties/panier/properties/lignes/items/properties/quantite/maximum',
                                                        keyword: 'maximum',
                                                        params: { comparison: '<=', limit: 10000 },
                                                        message: 'must be <= 10000',
                                                      },
                                                    ]
                                                    return false
                                                  } else {
                                                    if (data6 < 1 || isNaN(data6)) {
                                                      validate10.errors = [
                                                        {
                                                          instancePath:
                                                            instancePath + '/panier/lignes/' + i0 + '/quantite',
                                                          schemaPath:
                                                            '#/properties/panier/properties/lignes/items/properties/quantite/minimum',
                                                          keyword: 'minimum',
                                                          params: { comparison: '>=', limit: 1 },
                                                          message: 'must be >= 1',
                                                        },
                                                      ]
                                                      return false
                                                    }
                                                  }
                                                }
                                              }
                                              var valid3 = _errs15 === errors
                                            } else {
                                              var valid3 = true
                                            }
                                          }
                                        }
                                      }
                                    } else {
                                      validate10.errors = [
                                        {
                                          instancePath: instancePath + '/panier/lignes/' + i0,
                                          schemaPath: '#/properties/panier/properties/lignes/items/type',
                                          keyword: 'type',
                                          params: { type: 'object' },
                                          message: 'must be object',
                                        },
                                      ]
                                      return false
                                    }
                                  }
                                  var valid2 = _errs10 === errors
                                  if (!valid2) {
                                    break
                                  }
                                }
                              }
                            }
                          } else {
                            validate10.errors = [
                              {
                                instancePath: instancePath + '/panier/lignes',
                                schemaPath: '#/properties/panier/properties/lignes/type',
                                keyword: 'type',
                                params: { type: 'array' },
                                message: 'must be array',
                              },
                            ]
                            return false
                          }
                        }
                      }
                    }
                  }
                } else {
                  validate10.errors = [
                    {
                      instancePath: instancePath + '/panier',
                      schemaPath: '#/properties/panier/type',
                      keyword: 'type',
                      params: { type: 'object' },
                      message: 'must be object',
                    },
                  ]
                  return false
                }
              }
              var valid0 = _errs5 === errors
            } else {
              var valid0 = true
            }
            if (valid0) {
              if (data.emitted_at !== undefined) {
                let data7 = data.emitted_at
                const _errs17 = errors
                if (errors === _errs17) {
                  if (typeof data7 == 'number' && isFinite(data7)) {
                    if (data7 < 0 || isNaN(data7)) {
                      validate10.errors = [
                        {
                          instancePath: instancePath + '/emitted_at',
                          schemaPath: '#/properties/emitted_at/minimum',
                          keyword: 'minimum',
                          params: { comparison: '>=', limit: 0 },
                          message: 'must be >= 0',
                        },
                      ]
                      return false
                    }
                  } else {
                    validate10.errors = [
                      {
                        instancePath: instancePath + '/emitted_at',
                        schemaPath: '#/properties/emitted_at/type',
                        keyword: 'type',
                        params: { type: 'number' },
                        message: 'must be number',
                      },
                    ]
                    return false
                  }
                }
                var valid0 = _errs17 === errors
              } else {
                var valid0 = true
              }
            }
          }
        }
      }
    } else {
      validate10.errors = [
        { instancePath, schemaPath: '#/type', keyword: 'type', params: { type: 'object' }, message: 'must be object' },
      ]
      return false
    }
  }
  validate10.errors = vErrors
  return errors === 0
}
export const stockReserved = validate11
const schema12 = {
  type: 'object',
  required: ['checkout_id', 'client_id', 'panier'],
  properties: {
    checkout_id: { type: 'string', format: 'uuid' },
    client_id: { type: 'string', format: 'uuid' },
    panier: {
      type: 'object',
      required: ['lignes'],
      additionalProperties: false,
      properties: {
        lignes: {
          type: 'array',
          minItems: 1,
          maxItems: 50,
          items: {
            type: 'object',
            required: ['produit_id', 'quantite', 'prix_unitaire_cents'],
            additionalProperties: false,
            properties: {
              produit_id: { type: 'integer', minimum: 1, maximum: 2147483647 },
              quantite: { type: 'integer', minimum: 1, maximum: 10000 },
              prix_unitaire_cents: { type: 'integer', minimum: 1, maximum: 100000000 },
            },
          },
        },
      },
    },
    emitted_at: { type: 'number', minimum: 0 },
  },
}
function validate11(data, { instancePath = '', parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null
  let errors = 0
  if (errors === 0) {
    if (data && typeof data == 'object' && !Array.isArray(data)) {
      let missing0
      if (
        (data.checkout_id === undefined && (missing0 = 'checkout_id')) ||
        (data.client_id === undefined && (missing0 = 'client_id')) ||
        (data.panier === undefined && (missing0 = 'panier'))
      ) {
        validate11.errors = [
          {
            instancePath,
            schemaPath: '#/required',
            keyword: 'required',
            params: { missingProperty: missing0 },
            message: "must have required property '" + missing0 + "'",
          },
        ]
        return false
      } else {
        if (data.checkout_id !== undefined) {
          let data0 = data.checkout_id
          const _errs1 = errors
          if (errors === _errs1) {
            if (errors === _errs1) {
              if (typeof data0 === 'string') {
                if (!formats0.test(data0)) {
                  validate11.errors = [
                    {
                      instancePath: instancePath + '/checkout_id',
                      schemaPath: '#/properties/checkout_id/format',
                      keyword: 'format',
                      params: { format: 'uuid' },
                      message: 'must match format "' + 'uuid' + '"',
                    },
                  ]
                  return false
                }
              } else {
                validate11.errors = [
                  {
                    instancePath: instancePath + '/checkout_id',
                    schemaPath: '#/properties/checkout_id/type',
                    keyword: 'type',
                    params: { type: 'string' },
                    message: 'must be string',
                  },
                ]
                return false
              }
            }
          }
          var valid0 = _errs1 === errors
        } else {
          var valid0 = true
        }
        if (valid0) {
          if (data.client_id !== undefined) {
            let data1 = data.client_id
            const _errs3 = errors
            if (errors === _errs3) {
              if (errors === _errs3) {
                if (typeof data1 === 'string') {
                  if (!formats0.test(data1)) {
                    validate11.errors = [
                      {
                        instancePath: instancePath + '/client_id',
                        schemaPath: '#/properties/client_id/format',
                        keyword: 'format',
                        params: { format: 'uuid' },
                        message: 'must match format "' + 'uuid' + '"',
                      },
                    ]
                    return false
                  }
                } else {
                  validate11.errors = [
                    {
                      instancePath: instancePath + '/client_id',
                      schemaPath: '#/properties/client_id/type',
                      keyword: 'type',
                      params: { type: 'string' },
                      message: 'must be string',
                    },
                  ]
                  return false
                }
              }
            }
            var valid0 = _errs3 === errors
          } else {
            var valid0 = true
          }
          if (valid0) {
            if (data.panier !== undefined) {
              let data2 = data.panier
              const _errs5 = errors
              if (errors === _errs5) {
                if (data2 && typeof data2 == 'object' && !Array.isArray(data2)) {
                  let missing1
                  if (data2.lignes === undefined && (missing1 = 'lignes')) {
                    validate11.errors = [
                      {
                        instancePath: instancePath + '/panier',
                        schemaPath: '#/properties/panier/required',
                        keyword: 'required',
                        params: { missingProperty: missing1 },
                        message: "must have required property '" + missing1 + "'",
                      },
                    ]
                    return false
                  } else {
                    const _errs7 = errors
                    for (const key0 in data2) {
                      if (!(key0 === 'lignes')) {
                        validate11.errors = [
                          {
                            instancePath: instancePath + '/panier',
                            schemaPath: '#/properties/panier/additionalProperties',
                            keyword: 'additionalProperties',
                            params: { additionalProperty: key0 },
                            message: 'must NOT have additional properties',
                          },
                        ]
                        return false
                        break
                      }
                    }
                    if (_errs7 === errors) {
                      if (data2.lignes !== undefined) {
                        let data3 = data2.lignes
                        const _errs8 = errors
                        if (errors === _errs8) {
                          if (Array.isArray(data3)) {
                            if (data3.length > 50) {
                              validate11.errors = [
                                {
                                  instancePath: instancePath + '/panier/lignes',
                                  schemaPath: '#/properties/panier/properties/lignes/maxItems',
                                  keyword: 'maxItems',
                                  params: { limit: 50 },
                                  message: 'must NOT have more than 50 items',
                                },
                              ]
                              return false
                            } else {
                              if (data3.length < 1) {
                                validate11.errors = [
                                  {
                                    instancePath: instancePath + '/panier/lignes',
                                    schemaPath: '#/properties/panier/properties/lignes/minItems',
                                    keyword: 'minItems',
                                    params: { limit: 1 },
                                    message: 'must NOT have fewer than 1 items',
                                  },
                                ]
                                return false
                              } else {
                                var valid2 = true
                                const len0 = data3.length
                                for (let i0 = 0; i0 < len0; i0++) {
                                  let data4 = data3[i0]
                                  const _errs10 = errors
                                  if (errors === _errs10) {
                                    if (data4 && typeof data4 == 'object' && !Array.isArray(data4)) {
                                      let missing2
                                      if (
                                        (data4.produit_id === undefined && (missing2 = 'produit_id')) ||
                                        (data4.quantite === undefined && (missing2 = 'quantite')) ||
                                        (data4.prix_unitaire_cents === undefined && (missing2 = 'prix_unitaire_cents'))
                                      ) {
                                        validate11.errors = [
                                          {
                                            instancePath: instancePath + '/panier/lignes/' + i0,
                                            schemaPath: '#/properties/panier/properties/lignes/items/required',
                                            keyword: 'required',
                                            params: { missingProperty: missing2 },
                                            message: "must have required property '" + missing2 + "'",
                                          },
                                        ]
                                        return false
                                      } else {
                                        const _errs12 = errors
                                        for (const key1 in data4) {
                                          if (
                                            !(
                                              key1 === 'produit_id' ||
                                              key1 === 'quantite' ||
                                              key1 === 'prix_unitaire_cents'
                                            )
                                          ) {
                                            validate11.errors = [
                                              {
                                                instancePath: instancePath + '/panier/lignes/' + i0,
                                                schemaPath:
                                                  '#/properties/panier/properties/lignes/items/additionalProperties',
                                                keyword: 'additionalProperties',
                                                params: { additionalProperty: key1 },
                                                message: 'must NOT have additional properties',
                                              },
                                            ]
                                            return false
                                            break
                                          }
                                        }
                                        if (_errs12 === errors) {
                                          if (data4.produit_id !== undefined) {
                                            let data5 = data4.produit_id
                                            const _errs13 = errors
                                            if (
                                              !(
                                                typeof data5 == 'number' &&
                                                !(data5 % 1) &&
                                                !isNaN(data5) &&
                                                isFinite(data5)
                                              )
                                            ) {
                                              validate11.errors = [
                                                {
                                                  instancePath: instancePath + '/panier/lignes/' + i0 + '/produit_id',
                                                  schemaPath:
                                                    '#/properties/panier/properties/lignes/items/properties/produit_id/type',
                                                  keyword: 'type',
                                                  params: { type: 'integer' },
                                                  message: 'must be integer',
                                                },
                                              ]
                                              return false
                                            }
                                            if (errors === _errs13) {
                                              if (typeof data5 == 'number' && isFinite(data5)) {
                                                if (data5 > 2147483647 || isNaN(data5)) {
                                                  validate11.errors = [
                                                    {
                                                      instancePath:
                                                        instancePath + '/panier/lignes/' + i0 + '/produit_id',
                                                      schemaPath:
                                                        '#/properties/panier/properties/lignes/items/properties/produit_id/maximum',
                                                      keyword: 'maximum',
                                                      params: { comparison: '<=', limit: 2147483647 },
                                                      message: 'must be <= 2147483647',
                                                    },
                                                  ]
                                                  return false
                                                } else {
                                                  if (data5 < 1 || isNaN(data5)) {
                                                    validate11.errors = [
                                                      {
                                                        instancePath:
                                                          instancePath + '/panier/lignes/' + i0 + '/produit_id',
                                                        schemaPath:
                                                          '#/properties/panier/properties/lignes/items/properties/produit_id/minimum',
                                                        keyword: 'minimum',
                                                        params: { comparison: '>=', limit: 1 },
                                                        message: 'must be >= 1',
                                                      },
                                                    ]
                                                    return false
                                                  }
                                                }
                                              }
                                            }
                                            var valid3 = _errs13 === errors
                                          } else {
                                            var valid3 = true
                                          }
                                          if (valid3) {
                                            if (data4.quantite !== undefined) {
                                              let data6 = data4.quantite
                                              const _errs15 = errors
                                              if (
                                                !(
                                                  typeof data6 == 'number' &&
                                                  !(data6 % 1) &&
                                                  !isNaN(data6) &&
                                                  isFinite(data6)
                                                )
                                              ) {
                                                validate11.errors = [
                                                  {
                                                    instancePath: instancePath + '/panier/lignes/' + i0 + '/quantite',
                                                    schemaPath:
                                                      '#/properties/panier/properties/lignes/items/properties/quantite/type',
                                                    keyword: 'type',
                                                    params: { type: 'integer' },
                                                    message: 'must be integer',
                                                  },
                                                ]
                                                return false
                                              }
                                              if (errors === _errs15) {
                                                if (typeof data6 == 'number' && isFinite(data6)) {
                                                  if (data6 > 10000 || isNaN(data6)) {
                                                    validate11.errors = [
                                                      {
                                                        instancePath:
                                                          instancePath + '/panier/lignes/' + i0 + '/quantite',
                                                        schemaPath:
                                                          '#/properties/panier/properties/lignes/items/properties/quantite/maximum',
                                                        keyword: 'maximum',
                                                        params: { comparison: '<=', limit: 10000 },
                                                        message: 'must be <= 10000',
                                                      },
                                                    ]
                                                    return false
                                                  } else {
                                                    if (data6 < 1 || isNaN(data6)) {
                                                      validate11.errors = [
                                                        {
                                                          instancePath:
                                                            instancePath + '/panier/lignes/' + i0 + '/quantite',
                                                          schemaPath:
                                                            '#/properties/panier/properties/lignes/items/properties/quantite/minimum',
                                                          keyword: 'minimum',
                                                          params: { comparison: '>=', limit: 1 },
                                                          message: 'must be >= 1',
                                                        },
                                                      ]
                                                      return false
                                                    }
                                                  }
                                                }
                                              }
                                              var valid3 = _errs15 === errors
                                            } else {
                                              var valid3 = true
                                            }
                                            if (valid3) {
                                              if (data4.prix_unitaire_cents !== undefined) {
                                                let data7 = data4.prix_unitaire_cents
                                                const _errs17 = errors
                                                if (
                                                  !(
                                                    typeof data7 == 'number' &&
                                                    !(data7 % 1) &&
                                                    !isNaN(data7) &&
                                                    isFinite(data7)
                                                  )
                                                ) {
                                                  validate11.errors = [
                                                    {
                                                      instancePath:
                                                        instancePath + '/panier/lignes/' + i0 + '/prix_unitaire_cents',
                                                      schemaPath:
                                                        '#/properties/panier/properties/lignes/items/properties/prix_unitaire_cents/type',
                                                      keyword: 'type',
                                                      params: { type: 'integer' },
                                                      message: 'must be integer',
                                                    },
                                                  ]
                                                  return false
                                                }
                                                if (errors === _errs17) {
                                                  if (typeof data7 == 'number' && isFinite(data7)) {
                                                    if (data7 > 100000000 || isNaN(data7)) {
                                                      validate11.errors = [
                                                        {
                                                          instancePath:
                                                            instancePath +
                                                            '/panier/lignes/' +
                                                            i0 +
                                                            '/prix_unitaire_cents',
                                                          schemaPath:
                                                            '#/properties/panier/properties/lignes/items/properties/prix_unitaire_cents/maximum',
                                                          keyword: 'maximum',
                                                          params: { comparison: '<=', limit: 100000000 },
                                                          message: 'must be <= 100000000',
                                                        },
                                                      ]
                                                      return false
                                                    } else {
                                                      if (data7 < 1 || isNaN(data7)) {
                                                        validate11.errors = [
                                                          {
                                                            instancePath:
                                                              instancePath +
                                                              '/panier/lignes/' +
                                                              i0 +
                                                              '/prix_unitaire_cents',
                                                            schemaPath:
                                                              '#/properties/panier/properties/lignes/items/properties/prix_unitaire_cents/minimum',
                                                            keyword: 'minimum',
                                                            params: { comparison: '>=', limit: 1 },
                                                            message: 'must be >= 1',
                                                          },
                                                        ]
                                                        return false
                                                      }
                                                    }
                                                  }
                                                }
                                                var valid3 = _errs17 === errors
                                              } else {
                                                var valid3 = true
                                              }
                                            }
                                          }
                                        }
                                      }
                                    } else {
                                      validate11.errors = [
                                        {
                                          instancePath: instancePath + '/panier/lignes/' + i0,
                                          schemaPath: '#/properties/panier/properties/lignes/items/type',
                                          keyword: 'type',
                                          params: { type: 'object' },
                                          message: 'must be object',
                                        },
                                      ]
                                      return false
                                    }
                                  }
                                  var valid2 = _errs10 === errors
                                  if (!valid2) {
                                    break
                                  }
                                }
                              }
                            }
                          } else {
                            validate11.errors = [
                              {
                                instancePath: instancePath + '/panier/lignes',
                                schemaPath: '#/properties/panier/properties/lignes/type',
                                keyword: 'type',
                                params: { type: 'array' },
                                message: 'must be array',
                              },
                            ]
                            return false
                          }
                        }
                      }
                    }
                  }
                } else {
                  validate11.errors = [
                    {
                      instancePath: instancePath + '/panier',
                      schemaPath: '#/properties/panier/type',
                      keyword: 'type',
                      params: { type: 'object' },
                      message: 'must be object',
                    },
                  ]
                  return false
                }
              }
              var valid0 = _errs5 === errors
            } else {
              var valid0 = true
            }
            if (valid0) {
              if (data.emitted_at !== undefined) {
                let data8 = data.emitted_at
                const _errs19 = errors
                if (errors === _errs19) {
                  if (typeof data8 == 'number' && isFinite(data8)) {
                    if (data8 < 0 || isNaN(data8)) {
                      validate11.errors = [
                        {
                          instancePath: instancePath + '/emitted_at',
                          schemaPath: '#/properties/emitted_at/minimum',
                          keyword: 'minimum',
                          params: { comparison: '>=', limit: 0 },
                          message: 'must be >= 0',
                        },
                      ]
                      return false
                    }
                  } else {
                    validate11.errors = [
                      {
                        instancePath: instancePath + '/emitted_at',
                        schemaPath: '#/properties/emitted_at/type',
                        keyword: 'type',
                        params: { type: 'number' },
                        message: 'must be number',
                      },
                    ]
                    return false
                  }
                }
                var valid0 = _errs19 === errors
              } else {
                var valid0 = true
              }
            }
          }
        }
      }
    } else {
      validate11.errors = [
        { instancePath, schemaPath: '#/type', keyword: 'type', params: { type: 'object' }, message: 'must be object' },
      ]
      return false
    }
  }
  validate11.errors = vErrors
  return errors === 0
}
export const stockReservationFailed = validate12
const schema13 = {
  type: 'object',
  required: ['checkout_id', 'client_id', 'reason', 'etape'],
  properties: {
    checkout_id: { type: 'string', format: 'uuid' },
    client_id: { type: 'string', format: 'uuid' },
    reason: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[^\\u0000]*$' },
    etape: { type: ['string', 'null'], maxLength: 100, pattern: '^[a-z][a-z0-9-]*$' },
    emitted_at: { type: 'number', minimum: 0 },
  },
}
const func2 = unicodeLength
const pattern0 = new RegExp('^[^\\u0000]*$', 'u')
const pattern1 = new RegExp('^[a-z][a-z0-9-]*$', 'u')
function validate12(data, { instancePath = '', parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null
  let errors = 0
  if (errors === 0) {
    if (data && typeof data == 'object' && !Array.isArray(data)) {
      let missing0
      if (
        (data.checkout_id === undefined && (missing0 = 'checkout_id')) ||
        (data.client_id === undefined && (missing0 = 'client_id')) ||
        (data.reason === undefined && (missing0 = 'reason')) ||
        (data.etape === undefined && (missing0 = 'etape'))
      ) {
        validate12.errors = [
          {
            instancePath,
            schemaPath: '#/required',
            keyword: 'required',
            params: { missingProperty: missing0 },
            message: "must have required property '" + missing0 + "'",
          },
        ]
        return false
      } else {
        if (data.checkout_id !== undefined) {
          let data0 = data.checkout_id
          const _errs1 = errors
          if (errors === _errs1) {
            if (errors === _errs1) {
              if (typeof data0 === 'string') {
                if (!formats0.test(data0)) {
                  validate12.errors = [
                    {
                      instancePath: instancePath + '/checkout_id',
                      schemaPath: '#/properties/checkout_id/format',
                      keyword: 'format',
                      params: { format: 'uuid' },
                      message: 'must match format "' + 'uuid' + '"',
                    },
                  ]
                  return false
                }
              } else {
                validate12.errors = [
                  {
                    instancePath: instancePath + '/checkout_id',
                    schemaPath: '#/properties/checkout_id/type',
                    keyword: 'type',
                    params: { type: 'string' },
                    message: 'must be string',
                  },
                ]
                return false
              }
            }
          }
          var valid0 = _errs1 === errors
        } else {
          var valid0 = true
        }
        if (valid0) {
          if (data.client_id !== undefined) {
            let data1 = data.client_id
            const _errs3 = errors
            if (errors === _errs3) {
              if (errors === _errs3) {
                if (typeof data1 === 'string') {
                  if (!formats0.test(data1)) {
                    validate12.errors = [
                      {
                        instancePath: instancePath + '/client_id',
                        schemaPath: '#/properties/client_id/format',
                        keyword: 'format',
                        params: { format: 'uuid' },
                        message: 'must match format "' + 'uuid' + '"',
                      },
                    ]
                    return false
                  }
                } else {
                  validate12.errors = [
                    {
                      instancePath: instancePath + '/client_id',
                      schemaPath: '#/properties/client_id/type',
                      keyword: 'type',
                      params: { type: 'string' },
                      message: 'must be string',
                    },
                  ]
                  return false
                }
              }
            }
            var valid0 = _errs3 === errors
          } else {
            var valid0 = true
          }
          if (valid0) {
            if (data.reason !== undefined) {
              let data2 = data.reason
              const _errs5 = errors
              if (errors === _errs5) {
                if (typeof data2 === 'string') {
                  if (func2(data2) > 200) {
                    validate12.errors = [
                      {
                        instancePath: instancePath + '/reason',
                        schemaPath: '#/properties/reason/maxLength',
                        keyword: 'maxLength',
                        params: { limit: 200 },
                        message: 'must NOT have more than 200 characters',
                      },
                    ]
                    return false
                  } else {
                    if (func2(data2) < 1) {
                      validate12.errors = [
                        {
                          instancePath: instancePath + '/reason',
                          schemaPath: '#/properties/reason/minLength',
                          keyword: 'minLength',
                          params: { limit: 1 },
                          message: 'must NOT have fewer than 1 characters',
                        },
                      ]
                      return false
                    } else {
                      if (!pattern0.test(data2)) {
                        validate12.errors = [
                          {
                            instancePath: instancePath + '/reason',
                            schemaPath: '#/properties/reason/pattern',
                            keyword: 'pattern',
                            params: { pattern: '^[^\\u0000]*$' },
                            message: 'must match pattern "' + '^[^\\u0000]*$' + '"',
                          },
                        ]
                        return false
                      }
                    }
                  }
                } else {
                  validate12.errors = [
                    {
                      instancePath: instancePath + '/reason',
                      schemaPath: '#/properties/reason/type',
                      keyword: 'type',
                      params: { type: 'string' },
                      message: 'must be string',
                    },
                  ]
                  return false
                }
              }
              var valid0 = _errs5 === errors
            } else {
              var valid0 = true
            }
            if (valid0) {
              if (data.etape !== undefined) {
                let data3 = data.etape
                const _errs7 = errors
                if (typeof data3 !== 'string' && data3 !== null) {
                  validate12.errors = [
                    {
                      instancePath: instancePath + '/etape',
                      schemaPath: '#/properties/etape/type',
                      keyword: 'type',
                      params: { type: schema13.properties.etape.type },
                      message: 'must be string,null',
                    },
                  ]
                  return false
                }
                if (errors === _errs7) {
                  if (typeof data3 === 'string') {
                    if (func2(data3) > 100) {
                      validate12.errors = [
                        {
                          instancePath: instancePath + '/etape',
                          schemaPath: '#/properties/etape/maxLength',
                          keyword: 'maxLength',
                          params: { limit: 100 },
                          message: 'must NOT have more than 100 characters',
                        },
                      ]
                      return false
                    } else {
                      if (!pattern1.test(data3)) {
                        validate12.errors = [
                          {
                            instancePath: instancePath + '/etape',
                            schemaPath: '#/properties/etape/pattern',
                            keyword: 'pattern',
                            params: { pattern: '^[a-z][a-z0-9-]*$' },
                            message: 'must match pattern "' + '^[a-z][a-z0-9-]*$' + '"',
                          },
                        ]
                        return false
                      }
                    }
                  }
                }
                var valid0 = _errs7 === errors
              } else {
                var valid0 = true
              }
              if (valid0) {
                if (data.emitted_at !== undefined) {
                  let data4 = data.emitted_at
                  const _errs9 = errors
                  if (errors === _errs9) {
                    if (typeof data4 == 'number' && isFinite(data4)) {
                      if (data4 < 0 || isNaN(data4)) {
                        validate12.errors = [
                          {
                            instancePath: instancePath + '/emitted_at',
                            schemaPath: '#/properties/emitted_at/minimum',
                            keyword: 'minimum',
                            params: { comparison: '>=', limit: 0 },
                            message: 'must be >= 0',
                          },
                        ]
                        return false
                      }
                    } else {
                      validate12.errors = [
                        {
                          instancePath: instancePath + '/emitted_at',
                          schemaPath: '#/properties/emitted_at/type',
                          keyword: 'type',
                          params: { type: 'number' },
                          message: 'must be number',
                        },
                      ]
                      return false
                    }
                  }
                  var valid0 = _errs9 === errors
                } else {
                  var valid0 = true
                }
              }
            }
          }
        }
      }
    } else {
      validate12.errors = [
        { instancePath, schemaPath: '#/type', keyword: 'type', params: { type: 'object' }, message: 'must be object' },
      ]
      return false
    }
  }
  validate12.errors = vErrors
  return errors === 0
}
export const orderCreated = validate13
const schema14 = {
  type: 'object',
  required: ['checkout_id', 'commande_id', 'client_id'],
  properties: {
    checkout_id: { type: 'string', format: 'uuid' },
    commande_id: { type: 'string', format: 'uuid' },
    client_id: { type: 'string', format: 'uuid' },
    emitted_at: { type: 'number', minimum: 0 },
  },
}
function validate13(data, { instancePath = '', parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null
  let errors = 0
  if (errors === 0) {
    if (data && typeof data == 'object' && !Array.isArray(data)) {
      let missing0
      if (
        (data.checkout_id === undefined && (missing0 = 'checkout_id')) ||
        (data.commande_id === undefined && (missing0 = 'commande_id')) ||
        (data.client_id === undefined && (missing0 = 'client_id'))
      ) {
        validate13.errors = [
          {
            instancePath,
            schemaPath: '#/required',
            keyword: 'required',
            params: { missingProperty: missing0 },
            message: "must have required property '" + missing0 + "'",
          },
        ]
        return false
      } else {
        if (data.checkout_id !== undefined) {
          let data0 = data.checkout_id
          const _errs1 = errors
          if (errors === _errs1) {
            if (errors === _errs1) {
              if (typeof data0 === 'string') {
                if (!formats0.test(data0)) {
                  validate13.errors = [
                    {
                      instancePath: instancePath + '/checkout_id',
                      schemaPath: '#/properties/checkout_id/format',
                      keyword: 'format',
                      params: { format: 'uuid' },
                      message: 'must match format "' + 'uuid' + '"',
                    },
                  ]
                  return false
                }
              } else {
                validate13.errors = [
                  {
                    instancePath: instancePath + '/checkout_id',
                    schemaPath: '#/properties/checkout_id/type',
                    keyword: 'type',
                    params: { type: 'string' },
                    message: 'must be string',
                  },
                ]
                return false
              }
            }
          }
          var valid0 = _errs1 === errors
        } else {
          var valid0 = true
        }
        if (valid0) {
          if (data.commande_id !== undefined) {
            let data1 = data.commande_id
            const _errs3 = errors
            if (errors === _errs3) {
              if (errors === _errs3) {
                if (typeof data1 === 'string') {
                  if (!formats0.test(data1)) {
                    validate13.errors = [
                      {
                        instancePath: instancePath + '/commande_id',
                        schemaPath: '#/properties/commande_id/format',
                        keyword: 'format',
                        params: { format: 'uuid' },
                        message: 'must match format "' + 'uuid' + '"',
                      },
                    ]
                    return false
                  }
                } else {
                  validate13.errors = [
                    {
                      instancePath: instancePath + '/commande_id',
                      schemaPath: '#/properties/commande_id/type',
                      keyword: 'type',
                      params: { type: 'string' },
                      message: 'must be string',
                    },
                  ]
                  return false
                }
              }
            }
            var valid0 = _errs3 === errors
          } else {
            var valid0 = true
          }
          if (valid0) {
            if (data.client_id !== undefined) {
              let data2 = data.client_id
              const _errs5 = errors
              if (errors === _errs5) {
                if (errors === _errs5) {
                  if (typeof data2 === 'string') {
                    if (!formats0.test(data2)) {
                      validate13.errors = [
                        {
                          instancePath: instancePath + '/client_id',
                          schemaPath: '#/properties/client_id/format',
                          keyword: 'format',
                          params: { format: 'uuid' },
                          message: 'must match format "' + 'uuid' + '"',
                        },
                      ]
                      return false
                    }
                  } else {
                    validate13.errors = [
                      {
                        instancePath: instancePath + '/client_id',
                        schemaPath: '#/properties/client_id/type',
                        keyword: 'type',
                        params: { type: 'string' },
                        message: 'must be string',
                      },
                    ]
                    return false
                  }
                }
              }
              var valid0 = _errs5 === errors
            } else {
              var valid0 = true
            }
            if (valid0) {
              if (data.emitted_at !== undefined) {
                let data3 = data.emitted_at
                const _errs7 = errors
                if (errors === _errs7) {
                  if (typeof data3 == 'number' && isFinite(data3)) {
                    if (data3 < 0 || isNaN(data3)) {
                      validate13.errors = [
                        {
                          instancePath: instancePath + '/emitted_at',
                          schemaPath: '#/properties/emitted_at/minimum',
                          keyword: 'minimum',
                          params: { comparison: '>=', limit: 0 },
                          message: 'must be >= 0',
                        },
                      ]
                      return false
                    }
                  } else {
                    validate13.errors = [
                      {
                        instancePath: instancePath + '/emitted_at',
                        schemaPath: '#/properties/emitted_at/type',
                        keyword: 'type',
                        params: { type: 'number' },
                        message: 'must be number',
                      },
                    ]
                    return false
                  }
                }
                var valid0 = _errs7 === errors
              } else {
                var valid0 = true
              }
            }
          }
        }
      }
    } else {
      validate13.errors = [
        { instancePath, schemaPath: '#/type', keyword: 'type', params: { type: 'object' }, message: 'must be object' },
      ]
      return false
    }
  }
  validate13.errors = vErrors
  return errors === 0
}
export const orderCreationFailed = validate14
const schema15 = {
  type: 'object',
  required: ['checkout_id', 'client_id', 'reason', 'failed_at'],
  properties: {
    checkout_id: { type: 'string', format: 'uuid' },
    client_id: { type: 'string', format: 'uuid' },
    reason: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[^\\u0000]*$' },
    failed_at: { type: 'integer', minimum: 0, maximum: 9007199254740991 },
    emitted_at: { type: 'number', minimum: 0 },
  },
}
function validate14(data, { instancePath = '', parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null
  let errors = 0
  if (errors === 0) {
    if (data && typeof data == 'object' && !Array.isArray(data)) {
      let missing0
      if (
        (data.checkout_id === undefined && (missing0 = 'checkout_id')) ||
        (data.client_id === undefined && (missing0 = 'client_id')) ||
        (data.reason === undefined && (missing0 = 'reason')) ||
        (data.failed_at === undefined && (missing0 = 'failed_at'))
      ) {
        validate14.errors = [
          {
            instancePath,
            schemaPath: '#/required',
            keyword: 'required',
            params: { missingProperty: missing0 },
            message: "must have required property '" + missing0 + "'",
          },
        ]
        return false
      } else {
        if (data.checkout_id !== undefined) {
          let data0 = data.checkout_id
          const _errs1 = errors
          if (errors === _errs1) {
            if (errors === _errs1) {
              if (typeof data0 === 'string') {
                if (!formats0.test(data0)) {
                  validate14.errors = [
                    {
                      instancePath: instancePath + '/checkout_id',
                      schemaPath: '#/properties/checkout_id/format',
                      keyword: 'format',
                      params: { format: 'uuid' },
                      message: 'must match format "' + 'uuid' + '"',
                    },
                  ]
                  return false
                }
              } else {
                validate14.errors = [
                  {
                    instancePath: instancePath + '/checkout_id',
                    schemaPath: '#/properties/checkout_id/type',
                    keyword: 'type',
                    params: { type: 'string' },
                    message: 'must be string',
                  },
                ]
                return false
              }
            }
          }
          var valid0 = _errs1 === errors
        } else {
          var valid0 = true
        }
        if (valid0) {
          if (data.client_id !== undefined) {
            let data1 = data.client_id
            const _errs3 = errors
            if (errors === _errs3) {
              if (errors === _errs3) {
                if (typeof data1 === 'string') {
                  if (!formats0.test(data1)) {
                    validate14.errors = [
                      {
                        instancePath: instancePath + '/client_id',
                        schemaPath: '#/properties/client_id/format',
                        keyword: 'format',
                        params: { format: 'uuid' },
                        message: 'must match format "' + 'uuid' + '"',
                      },
                    ]
                    return false
                  }
                } else {
                  validate14.errors = [
                    {
                      instancePath: instancePath + '/client_id',
                      schemaPath: '#/properties/client_id/type',
                      keyword: 'type',
                      params: { type: 'string' },
                      message: 'must be string',
                    },
                  ]
                  return false
                }
              }
            }
            var valid0 = _errs3 === errors
          } else {
            var valid0 = true
          }
          if (valid0) {
            if (data.reason !== undefined) {
              let data2 = data.reason
              const _errs5 = errors
              if (errors === _errs5) {
                if (typeof data2 === 'string') {
                  if (func2(data2) > 200) {
                    validate14.errors = [
                      {
                        instancePath: instancePath + '/reason',
                        schemaPath: '#/properties/reason/maxLength',
                        keyword: 'maxLength',
                        params: { limit: 200 },
                        message: 'must NOT have more than 200 characters',
                      },
                    ]
                    return false
                  } else {
                    if (func2(data2) < 1) {
                      validate14.errors = [
                        {
                          instancePath: instancePath + '/reason',
                          schemaPath: '#/properties/reason/minLength',
                          keyword: 'minLength',
                          params: { limit: 1 },
                          message: 'must NOT have fewer than 1 characters',
                        },
                      ]
                      return false
                    } else {
                      if (!pattern0.test(data2)) {
                        validate14.errors = [
                          {
                            instancePath: instancePath + '/reason',
                            schemaPath: '#/properties/reason/pattern',
                            keyword: 'pattern',
                            params: { pattern: '^[^\\u0000]*$' },
                            message: 'must match pattern "' + '^[^\\u0000]*$' + '"',
                          },
                        ]
                        return false
                      }
                    }
                  }
                } else {
                  validate14.errors = [
                    {
                      instancePath: instancePath + '/reason',
                      schemaPath: '#/properties/reason/type',
                      keyword: 'type',
                      params: { type: 'string' },
                      message: 'must be string',
                    },
                  ]
                  return false
                }
              }
              var valid0 = _errs5 === errors
            } else {
              var valid0 = true
            }
            if (valid0) {
              if (data.failed_at !== undefined) {
                let data3 = data.failed_at
                const _errs7 = errors
                if (!(typeof data3 == 'number' && !(data3 % 1) && !isNaN(data3) && isFinite(data3))) {
                  validate14.errors = [
                    {
                      instancePath: instancePath + '/failed_at',
                      schemaPath: '#/properties/failed_at/type',
                      keyword: 'type',
                      params: { type: 'integer' },
                      message: 'must be integer',
                    },
                  ]
                  return false
                }
                if (errors === _errs7) {
                  if (typeof data3 == 'number' && isFinite(data3)) {
                    if (data3 > 9007199254740991 || isNaN(data3)) {
                      validate14.errors = [
                        {
                          instancePath: instancePath + '/failed_at',
                          schemaPath: '#/properties/failed_at/maximum',
                          keyword: 'maximum',
                          params: { comparison: '<=', limit: 9007199254740991 },
                          message: 'must be <= 9007199254740991',
                        },
                      ]
                      return false
                    } else {
                      if (data3 < 0 || isNaN(data3)) {
                        validate14.errors = [
                          {
                            instancePath: instancePath + '/failed_at',
                            schemaPath: '#/properties/failed_at/minimum',
                            keyword: 'minimum',
                            params: { comparison: '>=', limit: 0 },
                            message: 'must be >= 0',
                          },
                        ]
                        return false
                      }
                    }
                  }
                }
                var valid0 = _errs7 === errors
              } else {
                var valid0 = true
              }
              if (valid0) {
                if (data.emitted_at !== undefined) {
                  let data4 = data.emitted_at
                  const _errs9 = errors
                  if (errors === _errs9) {
                    if (typeof data4 == 'number' && isFinite(data4)) {
                      if (data4 < 0 || isNaN(data4)) {
                        validate14.errors = [
                          {
                            instancePath: instancePath + '/emitted_at',
                            schemaPath: '#/properties/emitted_at/minimum',
                            keyword: 'minimum',
                            params: { comparison: '>=', limit: 0 },
                            message: 'must be >= 0',
                          },
                        ]
                        return false
                      }
                    } else {
                      validate14.errors = [
                        {
                          instancePath: instancePath + '/emitted_at',
                          schemaPath: '#/properties/emitted_at/type',
                          keyword: 'type',
                          params: { type: 'number' },
                          message: 'must be number',
                        },
                      ]
                      return false
                    }
                  }
                  var valid0 = _errs9 === errors
                } else {
                  var valid0 = true
                }
              }
            }
          }
        }
      }
    } else {
      validate14.errors = [
        { instancePath, schemaPath: '#/type', keyword: 'type', params: { type: 'object' }, message: 'must be object' },
      ]
      return false
    }
  }
  validate14.errors = vErrors
  return errors === 0
}
export const checkoutSucceeded = validate15
const schema16 = {
  type: 'object',
  required: ['checkout_id', 'commande_id', 'client_id'],
  properties: {
    checkout_id: { type: 'string', format: 'uuid' },
    commande_id: { type: 'string', format: 'uuid' },
    client_id: { type: 'string', format: 'uuid' },
    emitted_at: { type: 'number', minimum: 0 },
  },
}
function validate15(data, { instancePath = '', parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null
  let errors = 0
  if (errors === 0) {
    if (data && typeof data == 'object' && !Array.isArray(data)) {
      let missing0
      if (
        (data.checkout_id === undefined && (missing0 = 'checkout_id')) ||
        (data.commande_id === undefined && (missing0 = 'commande_id')) ||
        (data.client_id === undefined && (missing0 = 'client_id'))
      ) {
        validate15.errors = [
          {
            instancePath,
            schemaPath: '#/required',
            keyword: 'required',
            params: { missingProperty: missing0 },
            message: "must have required property '" + missing0 + "'",
          },
        ]
        return false
      } else {
        if (data.checkout_id !== undefined) {
          let data0 = data.checkout_id
          const _errs1 = errors
          if (errors === _errs1) {
            if (errors === _errs1) {
              if (typeof data0 === 'string') {
                if (!formats0.test(data0)) {
                  validate15.errors = [
                    {
                      instancePath: instancePath + '/checkout_id',
                      schemaPath: '#/properties/checkout_id/format',
                      keyword: 'format',
                      params: { format: 'uuid' },
                      message: 'must match format "' + 'uuid' + '"',
                    },
                  ]
                  return false
                }
              } else {
                validate15.errors = [
                  {
                    instancePath: instancePath + '/checkout_id',
                    schemaPath: '#/properties/checkout_id/type',
                    keyword: 'type',
                    params: { type: 'string' },
                    message: 'must be string',
                  },
                ]
                return false
              }
            }
          }
          var valid0 = _errs1 === errors
        } else {
          var valid0 = true
        }
        if (valid0) {
          if (data.commande_id !== undefined) {
            let data1 = data.commande_id
            const _errs3 = errors
            if (errors === _errs3) {
              if (errors === _errs3) {
                if (typeof data1 === 'string') {
                  if (!formats0.test(data1)) {
                    validate15.errors = [
                      {
                        instancePath: instancePath + '/commande_id',
                        schemaPath: '#/properties/commande_id/format',
                        keyword: 'format',
                        params: { format: 'uuid' },
                        message: 'must match format "' + 'uuid' + '"',
                      },
                    ]
                    return false
                  }
                } else {
                  validate15.errors = [
                    {
                      instancePath: instancePath + '/commande_id',
                      schemaPath: '#/properties/commande_id/type',
                      keyword: 'type',
                      params: { type: 'string' },
                      message: 'must be string',
                    },
                  ]
                  return false
                }
              }
            }
            var valid0 = _errs3 === errors
          } else {
            var valid0 = true
          }
          if (valid0) {
            if (data.client_id !== undefined) {
              let data2 = data.client_id
              const _errs5 = errors
              if (errors === _errs5) {
                if (errors === _errs5) {
                  if (typeof data2 === 'string') {
                    if (!formats0.test(data2)) {
                      validate15.errors = [
                        {
                          instancePath: instancePath + '/client_id',
                          schemaPath: '#/properties/client_id/format',
                          keyword: 'format',
                          params: { format: 'uuid' },
                          message: 'must match format "' + 'uuid' + '"',
                        },
                      ]
                      return false
                    }
                  } else {
                    validate15.errors = [
                      {
                        instancePath: instancePath + '/client_id',
                        schemaPath: '#/properties/client_id/type',
                        keyword: 'type',
                        params: { type: 'string' },
                        message: 'must be string',
                      },
                    ]
                    return false
                  }
                }
              }
              var valid0 = _errs5 === errors
            } else {
              var valid0 = true
            }
            if (valid0) {
              if (data.emitted_at !== undefined) {
                let data3 = data.emitted_at
                const _errs7 = errors
                if (errors === _errs7) {
                  if (typeof data3 == 'number' && isFinite(data3)) {
                    if (data3 < 0 || isNaN(data3)) {
                      validate15.errors = [
                        {
                          instancePath: instancePath + '/emitted_at',
                          schemaPath: '#/properties/emitted_at/minimum',
                          keyword: 'minimum',
                          params: { comparison: '>=', limit: 0 },
                          message: 'must be >= 0',
                        },
                      ]
                      return false
                    }
                  } else {
                    validate15.errors = [
                      {
                        instancePath: instancePath + '/emitted_at',
                        schemaPath: '#/properties/emitted_at/type',
                        keyword: 'type',
                        params: { type: 'number' },
                        message: 'must be number',
                      },
                    ]
                    return false
                  }
                }
                var valid0 = _errs7 === errors
              } else {
                var valid0 = true
              }
            }
          }
        }
      }
    } else {
      validate15.errors = [
        { instancePath, schemaPath: '#/type', keyword: 'type', params: { type: 'object' }, message: 'must be object' },
      ]
      return false
    }
  }
  validate15.errors = vErrors
  return errors === 0
}
export const checkoutFailed = validate16
const schema17 = {
  type: 'object',
  required: ['checkout_id', 'client_id', 'reason'],
  properties: {
    checkout_id: { type: 'string', format: 'uuid' },
    client_id: { type: 'string', format: 'uuid' },
    reason: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[^\\u0000]*$' },
    emitted_at: { type: 'number', minimum: 0 },
  },
}
function validate16(data, { instancePath = '', parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null
  let errors = 0
  if (errors === 0) {
    if (data && typeof data == 'object' && !Array.isArray(data)) {
      let missing0
      if (
        (data.checkout_id === undefined && (missing0 = 'checkout_id')) ||
        (data.client_id === undefined && (missing0 = 'client_id')) ||
        (data.reason === undefined && (missing0 = 'reason'))
      ) {
        validate16.errors = [
          {
            instancePath,
            schemaPath: '#/required',
            keyword: 'required',
            params: { missingProperty: missing0 },
            message: "must have required property '" + missing0 + "'",
          },
        ]
        return false
      } else {
        if (data.checkout_id !== undefined) {
          let data0 = data.checkout_id
          const _errs1 = errors
          if (errors === _errs1) {
            if (errors === _errs1) {
              if (typeof data0 === 'string') {
                if (!formats0.test(data0)) {
                  validate16.errors = [
                    {
                      instancePath: instancePath + '/checkout_id',
                      schemaPath: '#/properties/checkout_id/format',
                      keyword: 'format',
                      params: { format: 'uuid' },
                      message: 'must match format "' + 'uuid' + '"',
                    },
                  ]
                  return false
                }
              } else {
                validate16.errors = [
                  {
                    instancePath: instancePath + '/checkout_id',
                    schemaPath: '#/properties/checkout_id/type',
                    keyword: 'type',
                    params: { type: 'string' },
                    message: 'must be string',
                  },
                ]
                return false
              }
            }
          }
          var valid0 = _errs1 === errors
        } else {
          var valid0 = true
        }
        if (valid0) {
          if (data.client_id !== undefined) {
            let data1 = data.client_id
            const _errs3 = errors
            if (errors === _errs3) {
              if (errors === _errs3) {
                if (typeof data1 === 'string') {
                  if (!formats0.test(data1)) {
                    validate16.errors = [
                      {
                        instancePath: instancePath + '/client_id',
                        schemaPath: '#/properties/client_id/format',
                        keyword: 'format',
                        params: { format: 'uuid' },
                        message: 'must match format "' + 'uuid' + '"',
                      },
                    ]
                    return false
                  }
                } else {
                  validate16.errors = [
                    {
                      instancePath: instancePath + '/client_id',
                      schemaPath: '#/properties/client_id/type',
                      keyword: 'type',
                      params: { type: 'string' },
                      message: 'must be string',
                    },
                  ]
                  return false
                }
              }
            }
            var valid0 = _errs3 === errors
          } else {
            var valid0 = true
          }
          if (valid0) {
            if (data.reason !== undefined) {
              let data2 = data.reason
              const _errs5 = errors
              if (errors === _errs5) {
                if (typeof data2 === 'string') {
                  if (func2(data2) > 200) {
                    validate16.errors = [
                      {
                        instancePath: instancePath + '/reason',
                        schemaPath: '#/properties/reason/maxLength',
                        keyword: 'maxLength',
                        params: { limit: 200 },
                        message: 'must NOT have more than 200 characters',
                      },
                    ]
                    return false
                  } else {
                    if (func2(data2) < 1) {
                      validate16.errors = [
                        {
                          instancePath: instancePath + '/reason',
                          schemaPath: '#/properties/reason/minLength',
                          keyword: 'minLength',
                          params: { limit: 1 },
                          message: 'must NOT have fewer than 1 characters',
                        },
                      ]
                      return false
                    } else {
                      if (!pattern0.test(data2)) {
                        validate16.errors = [
                          {
                            instancePath: instancePath + '/reason',
                            schemaPath: '#/properties/reason/pattern',
                            keyword: 'pattern',
                            params: { pattern: '^[^\\u0000]*$' },
                            message: 'must match pattern "' + '^[^\\u0000]*$' + '"',
                          },
                        ]
                        return false
                      }
                    }
                  }
                } else {
                  validate16.errors = [
                    {
                      instancePath: instancePath + '/reason',
                      schemaPath: '#/properties/reason/type',
                      keyword: 'type',
                      params: { type: 'string' },
                      message: 'must be string',
                    },
                  ]
                  return false
                }
              }
              var valid0 = _errs5 === errors
            } else {
              var valid0 = true
            }
            if (valid0) {
              if (data.emitted_at !== undefined) {
                let data3 = data.emitted_at
                const _errs7 = errors
                if (errors === _errs7) {
                  if (typeof data3 == 'number' && isFinite(data3)) {
                    if (data3 < 0 || isNaN(data3)) {
                      validate16.errors = [
                        {
                          instancePath: instancePath + '/emitted_at',
                          schemaPath: '#/properties/emitted_at/minimum',
                          keyword: 'minimum',
                          params: { comparison: '>=', limit: 0 },
                          message: 'must be >= 0',
                        },
                      ]
                      return false
                    }
                  } else {
                    validate16.errors = [
                      {
                        instancePath: instancePath + '/emitted_at',
                        schemaPath: '#/properties/emitted_at/type',
                        keyword: 'type',
                        params: { type: 'number' },
                        message: 'must be number',
                      },
                    ]
                    return false
                  }
                }
                var valid0 = _errs7 === errors
              } else {
                var valid0 = true
              }
            }
          }
        }
      }
    } else {
      validate16.errors = [
        { instancePath, schemaPath: '#/type', keyword: 'type', params: { type: 'object' }, message: 'must be object' },
      ]
      return false
    }
  }
  validate16.errors = vErrors
  return errors === 0
}
export const stockReleased = validate17
const schema18 = {
  type: 'object',
  required: ['checkout_id', 'client_id'],
  properties: {
    checkout_id: { type: 'string', format: 'uuid' },
    client_id: { type: 'string', format: 'uuid' },
    emitted_at: { type: 'number', minimum: 0 },
  },
}
function validate17(data, { instancePath = '', parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null
  let errors = 0
  if (errors === 0) {
    if (data && typeof data == 'object' && !Array.isArray(data)) {
      let missing0
      if (
        (data.checkout_id === undefined && (missing0 = 'checkout_id')) ||
        (data.client_id === undefined && (missing0 = 'client_id'))
      ) {
        validate17.errors = [
          {
            instancePath,
            schemaPath: '#/required',
            keyword: 'required',
            params: { missingProperty: missing0 },
            message: "must have required property '" + missing0 + "'",
          },
        ]
        return false
      } else {
        if (data.checkout_id !== undefined) {
          let data0 = data.checkout_id
          const _errs1 = errors
          if (errors === _errs1) {
            if (errors === _errs1) {
              if (typeof data0 === 'string') {
                if (!formats0.test(data0)) {
                  validate17.errors = [
                    {
                      instancePath: instancePath + '/checkout_id',
                      schemaPath: '#/properties/checkout_id/format',
                      keyword: 'format',
                      params: { format: 'uuid' },
                      message: 'must match format "' + 'uuid' + '"',
                    },
                  ]
                  return false
                }
              } else {
                validate17.errors = [
                  {
                    instancePath: instancePath + '/checkout_id',
                    schemaPath: '#/properties/checkout_id/type',
                    keyword: 'type',
                    params: { type: 'string' },
                    message: 'must be string',
                  },
                ]
                return false
              }
            }
          }
          var valid0 = _errs1 === errors
        } else {
          var valid0 = true
        }
        if (valid0) {
          if (data.client_id !== undefined) {
            let data1 = data.client_id
            const _errs3 = errors
            if (errors === _errs3) {
              if (errors === _errs3) {
                if (typeof data1 === 'string') {
                  if (!formats0.test(data1)) {
                    validate17.errors = [
                      {
                        instancePath: instancePath + '/client_id',
                        schemaPath: '#/properties/client_id/format',
                        keyword: 'format',
                        params: { format: 'uuid' },
                        message: 'must match format "' + 'uuid' + '"',
                      },
                    ]
                    return false
                  }
                } else {
                  validate17.errors = [
                    {
                      instancePath: instancePath + '/client_id',
                      schemaPath: '#/properties/client_id/type',
                      keyword: 'type',
                      params: { type: 'string' },
                      message: 'must be string',
                    },
                  ]
                  return false
                }
              }
            }
            var valid0 = _errs3 === errors
          } else {
            var valid0 = true
          }
          if (valid0) {
            if (data.emitted_at !== undefined) {
              let data2 = data.emitted_at
              const _errs5 = errors
              if (errors === _errs5) {
                if (typeof data2 == 'number' && isFinite(data2)) {
                  if (data2 < 0 || isNaN(data2)) {
                    validate17.errors = [
                      {
                        instancePath: instancePath + '/emitted_at',
                        schemaPath: '#/properties/emitted_at/minimum',
                        keyword: 'minimum',
                        params: { comparison: '>=', limit: 0 },
                        message: 'must be >= 0',
                      },
                    ]
                    return false
                  }
                } else {
                  validate17.errors = [
                    {
                      instancePath: instancePath + '/emitted_at',
                      schemaPath: '#/properties/emitted_at/type',
                      keyword: 'type',
                      params: { type: 'number' },
                      message: 'must be number',
                    },
                  ]
                  return false
                }
              }
              var valid0 = _errs5 === errors
            } else {
              var valid0 = true
            }
          }
        }
      }
    } else {
      validate17.errors = [
        { instancePath, schemaPath: '#/type', keyword: 'type', params: { type: 'object' }, message: 'must be object' },
      ]
      return false
    }
  }
  validate17.errors = vErrors
  return errors === 0
}
