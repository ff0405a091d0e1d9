/** The only accepted form of a UUID; Postgres and other software read further forms. */
export const uuidForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
