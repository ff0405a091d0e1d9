/** Every method that the server knows; a path answers 405 to those it lacks. */
export const knownMethods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'QUERY'] as const

/** The operation name recorded for a request whose path lacks its method. */
export const otherMethods = 'method-not-allowed'
