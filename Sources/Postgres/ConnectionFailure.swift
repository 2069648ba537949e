/// What libpq says when no connection comes about. It gives words and no SQLSTATE, so the words are known here: libpq's
/// own, and the server's in English. A server that speaks another language is asked for its SQLSTATE (`Connection`).
package enum ConnectionFailure {
  /// Words, the SQLSTATE that they stand for ("" for libpq's own), and what is to be done.
  struct Row {
    var words: String
    var state = ""
    var disposition: Disposition
  }

  /// The first row whose words are in the message counts.
  static let table: [Row] = [
    // The server's
    Row(words: "password authentication failed", state: "28P01", disposition: .stop(.password)),
    Row(words: "is not permitted to log in", state: "28000", disposition: .stop(.login)),
    Row(words: ", no encryption", state: "28000", disposition: .stop(.tls)),
    Row(words: ", SSL off", state: "28000", disposition: .stop(.tls)),
    Row(words: "requires a valid client certificate", state: "28000", disposition: .stop(.tls)),
    Row(words: "no pg_hba.conf entry", state: "28000", disposition: .stop(.access)),
    Row(words: "pg_hba.conf rejects connection", state: "28000", disposition: .stop(.access)),
    Row(words: "authentication failed for user", state: "28000", disposition: .stop(.access)),
    Row(words: "is not currently accepting connections", state: "55000", disposition: .stop(.database)),
    Row(words: "permission denied for database", state: "42501", disposition: .stop(.access)),
    Row(words: "too many clients already", state: "53300", disposition: .retryConnection),
    Row(words: "too many connections for", state: "53300", disposition: .retryConnection),
    Row(words: "remaining connection slots are reserved", state: "53300", disposition: .retryConnection),
    Row(words: "the database system is", state: "57P03", disposition: .retryConnection),
    Row(words: "terminating connection due to", state: "57P01", disposition: .retryConnection),
    // libpq's own
    Row(words: "no password supplied", disposition: .stop(.missingPassword)),
    Row(words: "empty password returned", disposition: .stop(.missingPassword)),
    Row(words: "server does not support SSL", disposition: .stop(.tls)),
    Row(words: "server certificate for", disposition: .stop(.tls)),
    Row(words: "certificate verify failed", disposition: .stop(.tls)),
    Row(words: "root certificate file", disposition: .stop(.tls)),
    Row(words: "certificate file", disposition: .stop(.tls)),
    Row(words: "private key file", disposition: .stop(.tls)),
    Row(words: "SSL error:", disposition: .stop(.tls)),
    Row(words: "invalid connection option", disposition: .stop(.address)),
    Row(words: "in connection info string", disposition: .stop(.address)),
    Row(words: "in URI", disposition: .stop(.address)),
    Row(words: "URI:", disposition: .stop(.address)),
    Row(words: "invalid port number", disposition: .stop(.address)),
    Row(words: "invalid integer value", disposition: .stop(.address)),
    Row(words: "value: \"", disposition: .stop(.address)),
    Row(words: "could not match", disposition: .stop(.address)),
    Row(words: "session is read-only", disposition: .retryConnection),
    Row(words: "session is not read-only", disposition: .retryConnection),
    Row(words: "server is in hot standby mode", disposition: .retryConnection),
    Row(words: "could not translate host name", disposition: .retryConnection),
    Row(words: "timeout expired", disposition: .retryConnection),
    Row(words: "server closed the connection", disposition: .retryConnection),
    Row(words: "could not receive data", disposition: .retryConnection),
    Row(words: "could not send", disposition: .retryConnection),
    Row(words: "Connection refused", disposition: .retryConnection),
    Row(words: "No such file or directory", disposition: .retryConnection),
    Row(words: "Connection reset by peer", disposition: .retryConnection),
    Row(words: "Connection timed out", disposition: .retryConnection),
    Row(words: "Broken pipe", disposition: .retryConnection),
    Row(words: "Network is unreachable", disposition: .retryConnection),
    Row(words: "No route to host", disposition: .retryConnection),
    Row(words: "Resource temporarily unavailable", disposition: .retryConnection),
    Row(words: "Permission denied", disposition: .stop(.access)),
    Row(words: "out of memory", disposition: .retryConnection),
  ]

  /// The row for `message`; nil where it is not known.
  static func row(for message: String) -> Row? {
    // `database "x" does not exist` and `role "x" does not exist` have a name in the middle.
    if message.contains("does not exist") {
      if message.contains("database \"") && !message.contains("certificate file") {
        return Row(words: "", state: "3D000", disposition: .stop(.database))
      }
      if message.contains("role \"") { return Row(words: "", state: "28000", disposition: .stop(.access)) }
    }
    return table.first { message.contains($0.words) }
  }

  /// What is to be done; what nobody knows is tried again, for as long as the caller waits.
  static func disposition(state: String, message: String) -> Disposition {
    let part = decidingPart(of: message)
    if let row = row(for: part), row.state == state || state.isEmpty { return row.disposition }
    return state.isEmpty ? .retryConnection : Disposition(sqlState: state)
  }

  /// libpq tries hosts and addresses one after another, with TLS and without, and says all of it: the last attempt
  /// decides; but where only the attempt without TLS was refused for that, the one before it does.
  static func decidingPart(of message: String) -> String {
    let parts = message.split(separatedBy: "connection to server ").filter { !$0.isEmpty }.map(String.init)
    guard let last = parts.last else { return message }
    if row(for: last)?.disposition == .stop(.tls),
      let before = parts.dropLast().last(where: { part in
        if case .stop(let repair)? = row(for: part)?.disposition { repair != .tls } else { false }
      })
    {
      return before
    }
    return last
  }

  /// The SQLSTATE of libpq's verbose words, `FATAL:  28P01: …`, or what the words stand for.
  static func state(of message: String) -> String {
    let upper = { (byte: UInt8) in (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) }
    for part in message.split(separatedBy: ":  ").dropFirst() where part.utf8.count > 6 {
      let bytes = Array(part.utf8.prefix(7))
      if bytes[..<5].allSatisfy(upper), bytes[5] == UInt8(ascii: ":"), bytes[6] == UInt8(ascii: " ") {
        return String(part.prefix(5))
      }
    }
    return row(for: decidingPart(of: message))?.state ?? ""
  }
}

extension String {
  /// The parts between the places where `separator` stands.
  fileprivate func split(separatedBy separator: String) -> [Substring] {
    var parts: [Substring] = []
    var rest = self[...]
    while let range = rest.firstRange(of: separator) {
      parts.append(rest[..<range.lowerBound])
      rest = rest[range.upperBound...]
    }
    return parts + [rest]
  }
}
