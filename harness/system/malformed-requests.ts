/** A request that the gateway rejects: its defect, its bytes (one per character), and the correct status codes. */
export type MalformedRequest = {
  readonly what: string
  readonly bytes: string
  readonly statuses: readonly number[]
}

const long = (length: number): string => 'x'.repeat(length)

/**
 * Requests that violate HTTP, or that two servers could parse differently (RFC 9112, "request smuggling").
 * @param path a path that a service answers
 * @param head header lines that a valid request needs, each with its line end
 */
export const malformedRequests = (path: string, head: string): MalformedRequest[] => {
  const line = (what: string, start: string, statuses: number[] = [400]): MalformedRequest => ({
    what: `a request line with ${what}`,
    bytes: `${start}\r\nHost: x\r\n${head}\r\n`,
    statuses,
  })
  const field = (what: string, fields: string, statuses: number[] = [400], body = ''): MalformedRequest => ({
    what,
    bytes: `POST ${path} HTTP/1.1\r\n${fields}${head}\r\n${body}`,
    statuses,
  })
  const framed = (what: string, fields: string, statuses: number[] = [400], body = '0\r\n\r\n'): MalformedRequest =>
    field(what, `Host: x\r\n${fields}`, statuses, body)
  return [
    line('an escaped NUL', 'GET /%00 HTTP/1.1'),
    line('an escaped NUL behind a route', `GET ${path}%00 HTTP/1.1`),
    line('a blank in the address', 'GET /a b HTTP/1.1'),
    line('a method in small letters', 'get / HTTP/1.1'),
    line('a method with a sign', `G@T ${path} HTTP/1.1`),
    line('a broken escape', 'GET /%zz HTTP/1.1'),
    line('an address above the root', 'GET /.. HTTP/1.1'),
    line('an address above the root in steps', `GET ${path}/../../../../../../../../etc/passwd HTTP/1.1`),
    line('an escaped address above the root', 'GET /%2e%2e/%2e%2e/ HTTP/1.1'),
    line('an address without a slash', 'GET api HTTP/1.1'),
    line('backslashes', 'GET \\api\\x HTTP/1.1'),
    line('a star', 'OPTIONS * HTTP/1.1'),
    line('a control character', 'GET /\x1b[31m HTTP/1.1'),
    line('a control character in the query', `GET ${path}?\x1b[31m HTTP/1.1`),
    line('a control character before the method', '\x1b[31mGET / HTTP/1.1'),
    line('bytes outside ASCII', `GET ${path}\xc2\x9b31m HTTP/1.1`),
    line('an unknown protocol', `GET ${path} HTTX/1.1`),
    line('HTTP/2.0', `GET ${path} HTTP/2.0`, [505]),
    line('HTTP/9.9', `GET ${path} HTTP/9.9`, [505]),
    line('CONNECT', 'CONNECT x:80 HTTP/1.1', [405]),
    line('TRACE', `TRACE ${path} HTTP/1.1`, [405]),
    line('an absolute address without a host', 'GET http:///x HTTP/1.1'),
    line('9,000 characters', `GET ${path}?a=${long(9_000)} HTTP/1.1`, [414]),
    line('40,000 characters', `GET ${path}?a=${long(40_000)} HTTP/1.1`, [414]),
    { what: 'the preface of HTTP/2', bytes: 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', statuses: [400, 505] },
    { what: 'the beginning of TLS', bytes: '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', statuses: [400] },
    { what: 'bytes of nothing', bytes: '\x00\x01\x02\x03\r\n\r\n', statuses: [400] },
    field('no Host', ''),
    field('two Hosts', 'Host: x\r\nHost: y\r\n'),
    field('a Host with a slash', 'Host: a/b\r\n'),
    field('a Host with a control character', 'Host: a\x1b[31m\r\n'),
    field('a Host outside ASCII', 'Host: \xc2\x9b31m\r\n'),
    field('a Referer with a control character', 'Host: x\r\nReferer: \x1b[31m\r\n'),
    field('a Referer outside ASCII', 'Host: x\r\nReferer: \xc2\x9b31m\r\n'),
    field('a header of 9,000 characters', `Host: x\r\nX-A: ${long(9_000)}\r\n`, [431]),
    field('2,000 headers', `Host: x\r\n${'X-A: 12345678901234567\r\n'.repeat(2_000)}`, [431]),
    field('a NUL in a header', 'Host: x\r\nX-A: a\0b\r\n'),
    field('a control character in the name of a header', 'Host: x\r\n\x1b[31m: 1\r\n'),
    field('a folded header', 'Host: x\r\nX-A: 1\r\n folded\r\n'),
    field('a folded first header', ' Host: x\r\n'),
    framed('two equal lengths', 'Content-Length: 1\r\nContent-Length: 1\r\n', [400], 'a'),
    framed('two different lengths', 'Content-Length: 1\r\nContent-Length: 2\r\n', [400], 'ab'),
    framed('a list of lengths', 'Content-Length: 1, 1\r\n', [400], 'a'),
    framed('a length that is no number', 'Content-Length: x\r\n'),
    framed('a negative length', 'Content-Length: -1\r\n'),
    framed('a length with a sign', 'Content-Length: +5\r\n'),
    framed('a length past all numbers', 'Content-Length: 99999999999999999999999999\r\n'),
    framed('a control character as a length', 'Content-Length: \x1b[31m\r\n'),
    framed('a length and chunks', 'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n'),
    framed('chunks and a length', 'Transfer-Encoding: chunked\r\nContent-Length: 5\r\n'),
    framed('chunks twice', 'Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n'),
    framed('chunks after another coding', 'Transfer-Encoding: gzip, chunked\r\n', [501]),
    framed('an unknown coding', 'Transfer-Encoding: xchunked\r\n', [501]),
    framed('a coding that says nothing', 'Transfer-Encoding: identity\r\n', [501]),
    framed('a coding in two headers', 'Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n', [400, 501]),
    framed('a coding behind a tab', 'Transfer-Encoding:\tchunked\r\n', [400, 501]),
    framed('a coding with a form feed', 'Transfer-Encoding: \x0cchunked\r\n', [400, 501]),
    framed('a blank before the colon', 'Transfer-Encoding : chunked\r\n'),
    framed('a folded coding', 'Transfer-Encoding:\r\n chunked\r\n'),
    framed('a chunk without a size', 'Transfer-Encoding: chunked\r\n', [400], 'zz\r\n\r\n'),
    framed('a chunk past all numbers', 'Transfer-Encoding: chunked\r\n', [400, 413], 'FFFFFFFFFFFFFFFFF\r\n\r\n'),
    {
      what: 'chunks in HTTP/1.0',
      bytes: `POST ${path} HTTP/1.0\r\nHost: x\r\n${head}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      statuses: [400],
    },
  ]
}
