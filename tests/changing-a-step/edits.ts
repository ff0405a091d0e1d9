/** One edit of a hand-written file: text to find once, and what it becomes. Without `find` the file is new. */
export type Edit = { readonly file: string; readonly find?: string; readonly becomes: string }

const operation = `  /api/commandes/verifier-fraude/:
    post:
      operationId: verifierFraude
      tags: [commandes]
      summary: Does the cart look like fraud?
      x-effect: none
      security: [{ gatewayKey: [] }]
      requestBody:
        required: true
        content:
          application/json:
            schema: { $ref: '#/components/schemas/DemandeVerificationFraude' }
            example: { client_id: 7d9f2c1e-4b3a-4c5d-8e6f-0a1b2c3d4e5f, lignes: [{ produit_id: 42, quantite: 2 }] }
      responses:
        '204': { description: It does not. }
        '400': { $ref: ../common/responses.yaml#/Validation }
        '401': { $ref: ../common/responses.yaml#/Unauthenticated }
        '409':
          description: It does.
          x-problems: [fraude-suspectee]
          content:
            application/problem+json:
              schema: { $ref: ../common/problem.yaml#/Problem }
              examples:
                fraude-suspectee:
                  value: { type: urn:sagabench:problem:fraude-suspectee, title: The cart looks like fraud, status: 409 }
        '413': { $ref: ../common/responses.yaml#/PayloadTooLarge }
        '415': { $ref: ../common/responses.yaml#/UnsupportedMediaType }
        '429': { $ref: ../common/responses.yaml#/TooManyRequests }
        '503': { $ref: ../common/responses.yaml#/Unavailable }

  /api/commandes/enregistrer-vente/:`

const schema = `  schemas:
    DemandeVerificationFraude:
      title: DemandeVerificationFraude
      description: The cart to check.
      type: object
      required: [client_id, lignes]
      additionalProperties: false
      properties:
        client_id: { $ref: ../common/values.yaml#/ClientId }
        lignes: { type: array, minItems: 1, maxItems: 50, items: { $ref: ../common/checkout.yaml#/LigneCommande } }
`

const step = `      - stepId: verifier-fraude
        description: Does the cart look like fraud? Changes nothing.
        operationId: $sourceDescriptions.commandes.verifierFraude
        timeout: 1000
        dependsOn: [lire-produits]
        requestBody:
          contentType: application/json
          payload:
            client_id: $inputs.client_id
            lignes: $inputs.panier#/lignes
        successCriteria:
          - condition: $statusCode == 204
        x-saga:
          owner: stock-reservation
          states:
            running: VERIFICATION_FRAUDE
            done: FRAUDE_VERIFIEE
            failed: ECHEC_FRAUDE
          refusals:
            fraude-suspectee: FRAUDE_SUSPECTEE
      - stepId: reserver-stock
`

/** All that a developer edits to add a fraud check, in the order of CONTRIBUTING.md; \`npm run generate\` writes the rest. */
export const edits: readonly Edit[] = [
  {
    file: 'specs/common/problems.yaml',
    find: '# commandes\n',
    becomes: `# commandes
fraude-suspectee:
  status: 409
  title: The cart looks like fraud
  description: The rules against fraud refuse this cart.
  effect: none
`,
  },
  { file: 'specs/openapi/commandes.yaml', find: '  /api/commandes/enregistrer-vente/:', becomes: operation },
  { file: 'specs/openapi/commandes.yaml', find: '  schemas:\n', becomes: schema },
  { file: 'specs/arazzo/checkout.yaml', find: '      - stepId: reserver-stock\n', becomes: step },
  {
    file: 'specs/arazzo/checkout.yaml',
    find: 'dependsOn: [lire-produits]\n        parameters',
    becomes: 'dependsOn: [verifier-fraude]\n        parameters',
  },
  {
    file: 'specs/arazzo/checkout.yaml',
    find: 'run: [verifier-stock, lire-produits, reserver-stock]',
    becomes: 'run: [verifier-stock, lire-produits, verifier-fraude, reserver-stock]',
  },
  {
    file: 'services/commandes/domain/fraude.ts',
    becomes: `/** A cart with more pieces than any customer buys looks like fraud. */
export const estSuspect = (lignes: readonly { readonly quantite: number }[], piecesMax = 10_000): boolean =>
  lignes.reduce((somme, { quantite }) => somme + quantite, 0) > piecesMax
`,
  },
  {
    file: 'services/commandes/interface/handlers.ts',
    find: '  ...checkout(ports),\n',
    becomes: `  verifierFraude: async ({ body }) =>
    estSuspect(body.lignes) ? problem(problems, 'fraude-suspectee') : { status: 204 },
  ...checkout(ports),
`,
  },
  {
    file: 'services/commandes/interface/handlers.ts',
    find: "import type { Vente } from '../domain/vente.ts'\n",
    becomes: "import { estSuspect } from '../domain/fraude.ts'\nimport type { Vente } from '../domain/vente.ts'\n",
  },
]

/** Documents that show the steps or the states of a checkout: a step with states of its own changes what they say. */
export const concerned = ['arazzo/checkout.yaml', 'openapi/event-store.yaml', 'openapi/saga-orchestrator.yaml'] as const
