import ArgumentParser
import FlyingFox
import FlyingSocks
import Foundation
import Store
import Text
import Worker

/// Serves `/metrics`, `/healthz` and `/readyz` of a worker over HTTP.
struct MetricsServer: Sendable {
  /// Where to listen: an IPv4 or IPv6 address and a port.
  struct Place: ExpressibleByArgument, Sendable {
    var host: String
    var port: UInt16

    /// `127.0.0.1:9464`, `[::1]:9464`, or a port of the loopback interface.
    init?(argument: String) {
      let parts = argument.lastIndex(of: ":").map { (argument[..<$0], argument[argument.index(after: $0)...]) }
      let (host, port) = parts ?? ("127.0.0.1", argument[...])
      guard let port = UInt16(port), port > 0 else { return nil }
      self.host = host.trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
      self.port = port
      guard (try? address) != nil else { return nil }
    }

    fileprivate var address: AddressKind {
      get throws {
        if host.contains(":") { return .six(try .inet6(ip6: host, port: port)) }
        return .four(try .inet(ip4: host.isEmpty || host == "localhost" ? "127.0.0.1" : host, port: port))
      }
    }
  }

  fileprivate enum AddressKind {
    case four(sockaddr_in)
    case six(sockaddr_in6)
  }

  let place: Place
  let metrics: WorkerMetrics
  let health: WorkerHealth

  /// Serves until its task is cancelled; throws where it cannot listen.
  func run() async throws {
    let server =
      switch try place.address {
      case .four(let address): HTTPServer(address: address, timeout: 5, logger: .disabled)
      case .six(let address): HTTPServer(address: address, timeout: 5, logger: .disabled)
      }
    let (metrics, health) = (metrics, health)
    await server.appendRoute("GET /metrics") { _ in
      Self.response(.ok, MetricsText(metrics, health).text, type: "text/plain; version=0.0.4; charset=utf-8")
    }
    await server.appendRoute("GET /healthz") { _ in
      let faults = health.faults
      return Self.response(faults.isEmpty ? .ok : .serviceUnavailable, Self.text(of: faults))
    }
    await server.appendRoute("GET /readyz") { _ in
      Self.response(
        health.isReady ? .ok : .serviceUnavailable, health.isReady ? "ready\n" : "the database does not answer yet\n")
    }
    do {
      try await server.run()
    } catch let error as SocketError {
      if Task.isCancelled { return }
      throw StoreError(
        "cannot serve metrics on \(place.host):\(place.port): \(error.localizedDescription); repair: another --metrics")
    }
  }

  private static func text(of faults: [QueueFault]) -> String {
    if faults.isEmpty { return "ok\n" }
    return faults.map { "\($0.code): \(VisibleText.of($0.finding)); repair: \(VisibleText.of($0.repair))\n" }.joined()
  }

  private static func response(
    _ status: HTTPStatusCode, _ text: String, type: String = "text/plain; charset=utf-8"
  ) -> HTTPResponse {
    HTTPResponse(statusCode: status, headers: [.contentType: type], body: Data(text.utf8))
  }
}
