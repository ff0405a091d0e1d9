/** The only form of a UUID that is taken anywhere; Postgres reads a few others, and the rest of the world more still. */
export const uuidForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
