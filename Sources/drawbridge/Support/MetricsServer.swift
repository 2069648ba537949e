import ArgumentParser
import Logging
import Store
import Text
import Worker

/// Serves `/metrics`, `/healthz` and `/readyz` of a worker over HTTP.
struct MetricsServer {
  /// Where to listen: an IPv4 or IPv6 address and a port.
  struct Place: ExpressibleByArgument, Sendable, CustomStringConvertible {
    var host: String
    var port: UInt16

    /// `127.0.0.1:9464`, `[::1]:9464`, or a port of the loopback interface.
    init?(argument: String) {
      let parts = argument.lastIndex(of: ":").map { (argument[..<$0], argument[argument.index(after: $0)...]) }
      let (name, number) = parts ?? ("127.0.0.1", argument[...])
      guard let port = UInt16(number), port > 0 else { return nil }
      let host = String(name.drop { $0 == "[" }.prefix { $0 != "]" })
      self.host = host.isEmpty || host == "localhost" ? "127.0.0.1" : host
      self.port = port
      guard HTTPResponder.isAddress(self.host) else { return nil }
    }

    var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
  }

  private let responder: HTTPResponder

  /// Listens from now on; throws where it cannot.
  init(_ place: Place, _ metrics: WorkerMetrics, _ health: WorkerHealth, logger: Logger) throws {
    do {
      responder = try HTTPResponder(host: place.host, port: place.port, logger: logger) { path in
        switch path {
        case "/metrics":
          HTTPResponder.Answer(type: "text/plain; version=0.0.4; charset=utf-8", MetricsText(metrics, health).text)
        case "/healthz": Self.answer(to: health.faults)
        case "/readyz":
          health.isReady
            ? HTTPResponder.Answer("ready\n")
            : HTTPResponder.Answer(status: 503, "the database does not answer yet\n")
        default: nil
        }
      }
    } catch {
      throw StoreError("cannot serve metrics on \(place): \(error); repair: another --metrics")
    }
  }

  /// Serves from now on.
  func start() { responder.start() }

  /// Serves no more.
  func stop() { responder.stop() }

  private static func answer(to faults: [QueueFault]) -> HTTPResponder.Answer {
    if faults.isEmpty { return HTTPResponder.Answer("ok\n") }
    let lines = faults.map { "\($0.code): \(VisibleText.of($0.finding)); repair: \(VisibleText.of($0.repair))\n" }
    return HTTPResponder.Answer(status: 503, lines.joined())
  }
}
