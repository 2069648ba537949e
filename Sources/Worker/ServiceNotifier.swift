import Glibc

/// Tells systemd how a service is, by the protocol of `sd_notify(3)`: a datagram to the socket that `NOTIFY_SOCKET` names.
/// Without one it does nothing.
package struct ServiceNotifier: Sendable {
  private let socketPath: String?
  /// Seconds between two signs of life that the watchdog asks for; nil where there is no watchdog.
  package let watchdogInterval: Double?

  /// The notifier that this process's environment asks for.
  package init() {
    let environment = { (name: String) in getenv(name).map { String(cString: $0) } }
    socketPath = environment("NOTIFY_SOCKET")
    let isOurs = environment("WATCHDOG_PID").map { $0 == String(getpid()) } ?? true
    let limit = environment("WATCHDOG_USEC").flatMap(Double.init)
    watchdogInterval = isOurs ? limit.map { $0 / 1e6 / 2 } : nil
  }

  /// Sends `state`, such as `READY=1`, `WATCHDOG=1`, `STOPPING=1`. Whoever does not read it holds nothing up.
  package func send(_ state: String) {
    guard let socketPath, var address = Self.address(socketPath) else { return }
    let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    let bytes = Array(state.utf8)
    withUnsafePointer(to: &address.value) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        _ = sendto(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT), pointer, address.length)
      }
    }
  }

  /// The socket's address; a leading @ names Linux's abstract namespace. Nil where the path does not fit.
  private static func address(_ path: String) -> (value: sockaddr_un, length: socklen_t)? {
    var value = sockaddr_un()
    value.sun_family = sa_family_t(AF_UNIX)
    var bytes = Array(path.utf8)
    guard let first = bytes.first, first == UInt8(ascii: "/") || first == UInt8(ascii: "@") else { return nil }
    if first == UInt8(ascii: "@") { bytes[0] = 0 }
    guard bytes.count < MemoryLayout.size(ofValue: value.sun_path) else { return nil }
    withUnsafeMutableBytes(of: &value.sun_path) { $0.copyBytes(from: bytes) }
    return (value, socklen_t(MemoryLayout<sa_family_t>.size + bytes.count))
  }
}
