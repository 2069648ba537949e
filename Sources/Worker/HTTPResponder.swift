internal import Glibc
package import Logging
internal import Synchronization

/// Answers GET and HEAD on a few paths, for monitoring: bounded in everything, on a thread of its own.
///
/// A request has 8 KiB at most, a connection lives for 2 s at most and carries one request, and 32 are open at most: a new one
/// takes the place of the oldest that has not finished asking. Nobody who connects can hold up the program or its end.
package final class HTTPResponder: Sendable {
  /// What a path answers.
  package struct Answer: Sendable {
    package var status: Int
    package var type: String
    package var body: String

    package init(status: Int = 200, type: String = "text/plain; charset=utf-8", _ body: String) {
      self.status = status
      self.type = type
      self.body = body
    }
  }

  /// Why an address cannot be listened on.
  package struct ListenError: Error, CustomStringConvertible {
    package var description: String
  }

  static let mostConnections = 32
  static let mostRequestBytes = 8192

  /// The port that is listened on.
  package let port: UInt16
  /// Milliseconds that a connection lives.
  private let deadline: Int64
  private let listener: Int32
  private let wake: (read: Int32, write: Int32)
  private let answer: @Sendable (_ path: String) -> Answer?
  private let logger: Logger

  /// Listens on a numeric IPv4 or IPv6 address from now on, on any free port where `port` is 0; connections wait until
  /// `start`. `answer` gives what a path answers, nil for 404; it is called on the responder's thread and must not block.
  /// `seconds` is how long a connection lives at most.
  package init(
    host: String, port: UInt16, seconds: Double = 2, logger: Logger,
    answer: @escaping @Sendable (_ path: String) -> Answer?
  ) throws(ListenError) {
    self.answer = answer
    self.logger = logger
    deadline = Int64(seconds * 1000)
    listener = try Self.listen(host, port)
    self.port = Self.port(of: listener)
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else {
      let code = errno
      Glibc.close(listener)
      throw ListenError(description: Self.reason(code))
    }
    for end in ends { Self.prepare(end) }
    wake = (ends[0], ends[1])
  }

  deinit {
    close(listener)
    close(wake.read)
    close(wake.write)
  }

  /// Whether `host` is an address that `init` can listen on.
  package static func isAddress(_ host: String) -> Bool {
    guard let list = resolve(host, 1) else { return false }
    freeaddrinfo(list)
    return true
  }

  /// Answers from now on until `stop`, whatever the program's other threads do.
  package func start() { startThread { self.loop() } }

  /// Ends the thread; every connection is closed at once.
  package func stop() { _ = write(wake.write, [1] as [UInt8], 1) }

  // MARK: Listening

  private static func listen(_ host: String, _ port: UInt16) throws(ListenError) -> Int32 {
    guard let list = resolve(host, port) else { throw ListenError(description: "\(host) is no address") }
    defer { freeaddrinfo(list) }
    let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
    let descriptor = socket(list.pointee.ai_family, type, 0)
    guard descriptor >= 0 else { throw ListenError(description: reason(errno)) }
    var yes: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    guard bind(descriptor, list.pointee.ai_addr, list.pointee.ai_addrlen) == 0, Glibc.listen(descriptor, 128) == 0
    else {
      let code = errno
      Glibc.close(descriptor)
      throw ListenError(description: reason(code))
    }
    return descriptor
  }

  private static func port(of listener: Int32) -> UInt16 {
    var address = sockaddr_in6()  // room for either kind; the port stands at the same place in both
    var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { _ = getsockname(listener, $0, &length) }
    }
    return UInt16(bigEndian: address.sin6_port)
  }

  private static func resolve(_ host: String, _ port: UInt16) -> UnsafeMutablePointer<addrinfo>? {
    var hints = addrinfo()
    hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    return getaddrinfo(host, String(port), &hints, &list) == 0 ? list : nil
  }

  /// Nothing blocks on it, and no child gets it.
  private static func prepare(_ descriptor: Int32) {
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
  }

  private static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }

  // MARK: The loop

  private func loop() {
    var connections: [HTTPConnection] = []
    var pause = AcceptPause()
    defer { for connection in connections { close(connection.descriptor) } }
    while true {
      let now = Self.now
      close(&connections) { $0.end <= now }
      var polled = [pollfd(fd: wake.read, events: Int16(POLLIN), revents: 0)]
      polled.append(pollfd(fd: pause.isOver(now) ? listener : -1, events: Int16(POLLIN), revents: 0))
      polled += connections.map { pollfd(fd: $0.descriptor, events: $0.awaited, revents: 0) }
      let next = (connections.map(\.end) + [pause.end].compactMap { $0 }).min()
      let ready = poll(&polled, nfds_t(polled.count), next.map { Int32(clamping: max(0, $0 - now)) } ?? -1)
      if polled[0].revents != 0 { return }
      guard ready > 0 else { continue }
      for index in connections.indices where polled[index + 2].revents != 0 {
        connections[index].advance(answer)
      }
      close(&connections, where: \.isOver)
      if polled[1].revents != 0 { accept(&connections, &pause) }
    }
  }

  /// Takes what has connected; a new connection takes the place of the oldest that has not finished asking.
  private func accept(_ connections: inout [HTTPConnection], _ pause: inout AcceptPause) {
    for _ in 0..<Self.mostConnections {
      let descriptor = Glibc.accept(listener, nil, nil)
      if descriptor < 0 {
        let code = errno
        if code == EAGAIN || code == EINTR || code == ECONNABORTED { return }
        if pause.begin(Self.now) {
          logger.warning("metrics: connections cannot be accepted for a while: \(Self.reason(code))")
        }
        return
      }
      Self.prepare(descriptor)
      pause.end(accepted: true)
      if connections.count == Self.mostConnections {
        guard let oldest = connections.firstIndex(where: \.isAsking) else {
          close(descriptor)
          continue
        }
        close(connections.remove(at: oldest).descriptor)
      }
      connections.append(HTTPConnection(descriptor, end: Self.now + deadline))
    }
  }

  private func close(_ connections: inout [HTTPConnection], where isOver: (HTTPConnection) -> Bool) {
    connections.removeAll { connection in
      guard isOver(connection) else { return false }
      Glibc.close(connection.descriptor)
      return true
    }
  }

  private func close(_ descriptor: Int32) { Glibc.close(descriptor) }

  /// Milliseconds of a clock that only goes forward.
  private static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }

  private func startThread(_ body: @escaping @Sendable () -> Void) {
    var thread = pthread_t()
    let context = Unmanaged.passRetained(ThreadBody(body)).toOpaque()
    let status = pthread_create(
      &thread, nil,
      { context in
        if let context { Unmanaged<ThreadBody>.fromOpaque(context).takeRetainedValue().body() }
        return nil
      }, context)
    precondition(status == 0, "the system gives no more threads")
    pthread_detach(thread)
  }
}

/// What a thread does.
private final class ThreadBody: Sendable {
  let body: @Sendable () -> Void

  init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}

/// How long nothing is accepted because no descriptor is left: longer each time, said once.
private struct AcceptPause {
  private(set) var end: Int64?
  private var length: Int64 = 50
  private var isSaid = false

  mutating func isOver(_ now: Int64) -> Bool {
    guard let end else { return true }
    if end <= now { self.end = nil }
    return end <= now
  }

  /// Begins a pause; answers whether it is to be said.
  mutating func begin(_ now: Int64) -> Bool {
    length = min(length * 2, 1000)
    end = now + length
    defer { isSaid = true }
    return !isSaid
  }

  mutating func end(accepted: Bool) { (length, isSaid) = (50, false) }
}
