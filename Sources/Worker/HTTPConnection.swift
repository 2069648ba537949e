internal import Glibc

/// One connection of the responder: it asks, is answered, and is closed.
struct HTTPConnection {
  private enum Phase { case asking, answering, leaving, over }

  /// Bytes after the request that are read and dropped, so that closing does not take the answer back.
  private static let mostLeftOver = 4 << 20

  let descriptor: Int32
  /// When it is closed at the latest, in milliseconds of the responder's clock.
  let end: Int64
  private var phase = Phase.asking
  private var input: [UInt8] = []
  private var output: [UInt8] = []
  private var sent = 0
  private var leftOver = 0

  init(_ descriptor: Int32, end: Int64) {
    self.descriptor = descriptor
    self.end = end
  }

  var isOver: Bool { phase == .over }
  var isAsking: Bool { phase == .asking }
  /// What `poll` waits for.
  var awaited: Int16 { Int16(phase == .answering ? POLLOUT : POLLIN) }

  /// One step, after `poll` said that there is one to make.
  mutating func advance(_ answer: (_ path: String) -> HTTPResponder.Answer?) {
    switch phase {
    case .asking: ask(answer)
    case .answering: write()
    case .leaving: drop()
    case .over: break
    }
  }

  private mutating func ask(_ answer: (_ path: String) -> HTTPResponder.Answer?) {
    guard let bytes = receive(4096) else { return }
    let start = max(0, input.count - 3)
    input += bytes
    if let end = Self.headEnd(input, from: start) {
      output = Self.response(to: input[..<end], answer)
    } else if input.count > HTTPResponder.mostRequestBytes {
      output = Self.bytes(431, HTTPResponder.Answer(status: 431, "the request is over 8 KiB\n"))
    } else {
      return
    }
    input = []
    phase = .answering
    write()
  }

  private mutating func write() {
    while sent < output.count {
      let count = output.withUnsafeBytes { bytes in
        send(descriptor, bytes.baseAddress.map { $0 + sent }, bytes.count - sent, Int32(MSG_NOSIGNAL))
      }
      if count < 0 && errno == EINTR { continue }
      if count < 0 && errno == EAGAIN { return }
      guard count > 0 else { return phase = .over }
      sent += count
    }
    phase = shutdown(descriptor, Int32(SHUT_WR)) == 0 ? .leaving : .over
  }

  private mutating func drop() {
    guard let bytes = receive(1 << 16) else { return }
    leftOver += bytes.count
    if leftOver > Self.mostLeftOver { phase = .over }
  }

  /// What has arrived, `most` bytes of it; nil where nothing has, or the connection has ended.
  private mutating func receive(_ most: Int) -> ArraySlice<UInt8>? {
    var piece = [UInt8](repeating: 0, count: most)
    let count = recv(descriptor, &piece, most, 0)
    if count > 0 { return piece[..<count] }
    if count == 0 || errno != EAGAIN && errno != EINTR { phase = .over }
    return nil
  }

  // MARK: HTTP

  /// Where the empty line behind a request's head ends; bare LF counts too.
  private static func headEnd(_ bytes: [UInt8], from start: Int) -> Int? {
    let (cr, lf) = (UInt8(ascii: "\r"), UInt8(ascii: "\n"))
    for index in bytes.indices.dropFirst(start) where bytes[index] == lf {
      if index >= 1, bytes[index - 1] == lf { return index + 1 }
      if index >= 2, bytes[index - 1] == cr, bytes[index - 2] == lf { return index + 1 }
    }
    return nil
  }

  private static func response(
    to head: ArraySlice<UInt8>, _ answer: (_ path: String) -> HTTPResponder.Answer?
  ) -> [UInt8] {
    let line = head.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    let parts = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    guard parts.count == 3, parts[2].starts(with: Array("HTTP/1.".utf8)), parts[1].first == UInt8(ascii: "/") else {
      return bytes(400, HTTPResponder.Answer(status: 400, "this is no HTTP request\n"))
    }
    let method = String(decoding: parts[0], as: UTF8.self)
    guard method == "GET" || method == "HEAD" else {
      return bytes(405, HTTPResponder.Answer(status: 405, "only GET and HEAD\n"), also: "Allow: GET, HEAD\r\n")
    }
    let path = String(decoding: parts[1].prefix { $0 != UInt8(ascii: "?") }, as: UTF8.self)
    let found = answer(path) ?? HTTPResponder.Answer(status: 404, "there is no such page\n")
    return bytes(found.status, found, withBody: method == "GET")
  }

  private static func bytes(
    _ status: Int, _ answer: HTTPResponder.Answer, also header: String = "", withBody: Bool = true
  ) -> [UInt8] {
    let body = Array(answer.body.utf8)
    let head =
      "HTTP/1.1 \(status) \(phrases[status] ?? "Status")\r\nContent-Type: \(answer.type)\r\n"
      + "Content-Length: \(body.count)\r\n\(header)Connection: close\r\n\r\n"
    return Array(head.utf8) + (withBody ? body : [])
  }

  private static let phrases = [
    200: "OK", 400: "Bad Request", 404: "Not Found", 405: "Method Not Allowed",
    431: "Request Header Fields Too Large", 503: "Service Unavailable",
  ]
}
