# One image, one command per container (docker-compose.yml). Node runs the TypeScript as it is; only the page is built.
FROM node:24.21.0-bookworm-slim AS page

WORKDIR /app
COPY package.json package-lock.json tsconfig.json ./
RUN npm install --no-save --ignore-scripts --no-audit --no-fund && npm cache clean --force
COPY platform platform
COPY generated generated
COPY sdk sdk
COPY services/checkout-agreement.ts services/
COPY services/frontend services/frontend
RUN node services/frontend/build/main.ts

FROM node:24.21.0-bookworm-slim

WORKDIR /app
ENV NODE_ENV=production

# Install scripts don't run: no production dependency needs one here (the embedded Postgres is for runs without Docker).
COPY package.json package-lock.json ./
RUN npm install --no-save --omit=dev --omit=optional --ignore-scripts && npm cache clean --force

COPY tsconfig.json ./
COPY deploy deploy
COPY platform platform
COPY saga saga
COPY generated generated
COPY specs/asyncapi specs/asyncapi
COPY services services
COPY workers workers
# Without its sources, the front end serves this build as it is.
RUN rm -r services/frontend/web
COPY --from=page /app/dist/frontend dist/frontend

# Where a volume is mounted, it takes over this owner.
RUN mkdir /data && chown node:node /data

USER node
CMD ["node", "--help"]
