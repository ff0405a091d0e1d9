/** Every method that some route of the server could know; the ones a path lacks answer 405 there. */
export const knownMethods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'QUERY'] as const

/** What stands for an operation where a path is asked with a method that it lacks. */
export const otherMethods = 'method-not-allowed'
