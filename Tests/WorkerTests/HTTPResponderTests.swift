import Foundation
import Synchronization
import TestSupport
import Testing
import Worker

@Suite("The responder for monitoring")
struct HTTPResponderTests {
  /// Runs `body` against a responder that knows `/page`, and is patient with a machine that has much else to do.
  private func serving(seconds: Double = 300, _ body: (_ port: Int) throws -> Void) throws {
    let responder = try HTTPResponder(host: "127.0.0.1", port: 0, seconds: seconds, logger: silent) { path in
      path == "/page" ? HTTPResponder.Answer("words\n") : nil
    }
    let port = Int(responder.port)
    responder.start()
    defer { responder.stop() }
    try body(port)
  }

  struct Exchange: CustomTestStringConvertible, Sendable {
    var name: String
    var request: String
    var status: String
    var body = ""
    var testDescription: String { name }
  }

  @Test(
    "answers what it is asked, and nothing else",
    arguments: [
      Exchange(name: "a page", request: "GET /page HTTP/1.1\r\nHost: h\r\n\r\n", status: "200 OK", body: "words\n"),
      Exchange(name: "HTTP/1.0", request: "GET /page HTTP/1.0\r\n\r\n", status: "200 OK", body: "words\n"),
      Exchange(name: "bare line feeds", request: "GET /page HTTP/1.1\n\n", status: "200 OK", body: "words\n"),
      Exchange(name: "a query", request: "GET /page?a=b HTTP/1.1\r\n\r\n", status: "200 OK", body: "words\n"),
      Exchange(name: "HEAD", request: "HEAD /page HTTP/1.1\r\n\r\n", status: "200 OK"),
      Exchange(
        name: "pipelined: the first", request: "GET /page HTTP/1.1\r\n\r\nGET /page HTTP/1.1\r\n\r\n", status: "200 OK",
        body: "words\n"),
      Exchange(
        name: "another page", request: "GET /../page HTTP/1.1\r\n\r\n", status: "404 Not Found",
        body: "there is no such page\n"),
      Exchange(
        name: "POST", request: "POST /page HTTP/1.1\r\nContent-Length: 9\r\n\r\n", status: "405 Method Not Allowed",
        body: "only GET and HEAD\n"),
      Exchange(
        name: "garbage", request: "\u{1}\u{2}\u{3}\r\n\r\n", status: "400 Bad Request",
        body: "this is no HTTP request\n"),
      Exchange(
        name: "no version", request: "GET /page\r\n\r\n", status: "400 Bad Request", body: "this is no HTTP request\n"),
      Exchange(
        name: "a long path", request: "GET /" + String(repeating: "a", count: 100_000) + " HTTP/1.1\r\n\r\n",
        status: "431 Request Header Fields Too Large", body: "the request is over 8 KiB\n"),
      Exchange(
        name: "a line of 1 MB", request: "GET /page HTTP/1.1\r\nX: " + String(repeating: "a", count: 1_000_000),
        status: "431 Request Header Fields Too Large", body: "the request is over 8 KiB\n"),
    ])
  func answers(_ exchange: Exchange) throws {
    try serving { port in
      let answer = try HTTP.answer(to: exchange.request, port: port)
      let parts = answer.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
      #expect(answer.hasPrefix("HTTP/1.1 \(exchange.status)\r\n"))
      #expect(parts.count == 2 && parts[1] == exchange.body, "\(answer)")
      if exchange.name == "HEAD" { #expect(answer.contains("\r\nContent-Length: 6\r\n")) }
      #expect(answer.contains("\r\nConnection: close\r\n"))
    }
  }

  @Test("two clients that never end their lines hold nobody up")
  func longLines() throws {
    try serving { port in
      let clients = try (0..<2).map { _ in try HTTPClient(port: port) }
      for client in clients { client.send("GET /page HTTP/1.1\r\nX: " + String(repeating: "a", count: 1_000_000)) }
      #expect(try HTTP.get("/page", port: port).body == "words\n")
      for client in clients { client.close() }
    }
  }

  @Test("who does not come to the end of a request is closed")
  func slow() throws {
    try serving(seconds: 0.2) { port in
      let clients = try ["GET /page HTTP/1.1\r\n", "G", ""].map { start in
        let client = try HTTPClient(port: port)
        client.send(start)
        return client
      }
      for client in clients {
        #expect(client.rest() == "")
        client.close()
      }
    }
  }

  @Test("of many idle connections 32 stay at most, and a new one is answered")
  func many() throws {
    try serving { port in
      let idle = try (0..<100).map { _ in try HTTPClient(port: port) }
      for _ in 0..<5 { #expect(try HTTP.get("/page", port: port).body == "words\n") }
      #expect(idle.count { !$0.isClosed } <= 32)
      for client in idle { client.close() }
    }
  }

  @Test("ends at once, whoever is connected")
  func ending() throws {
    let idle = Mutex<HTTPClient?>(nil)
    try serving { port in
      let client = try HTTPClient(port: port)
      idle.withLock { $0 = client }
      #expect(try HTTP.get("/page", port: port).status == 200)
    }
    let client = try #require(idle.withLock { $0 })
    #expect(client.rest() == "")
    client.close()
  }

  @Test("an address that is in use is an error with its reason")
  func occupied() throws {
    let occupied = try ListeningSocket()
    defer { occupied.close() }
    let error = #expect(throws: HTTPResponder.ListenError.self) {
      _ = try HTTPResponder(host: "127.0.0.1", port: UInt16(occupied.port), logger: silent) { _ in nil }
    }
    #expect(error?.description == "Address already in use")
    #expect(HTTPResponder.isAddress("::1") && !HTTPResponder.isAddress("localhost.example"))
  }

  @Test("a label's value is escaped")
  func labels() {
    #expect(MetricsText.escaped("a\"b\\c\nd") == #"a\"b\\c\nd"#)
  }
}
