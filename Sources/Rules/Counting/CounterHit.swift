/// One thing that a post adds to one window of a counter, and the window that is to be read for it.
///
/// Keys and values are hashes: what is counted need not be read, and a name that is not there need not be protected.
package struct CounterHit: Sendable, Hashable {
  /// The counter's number in its rulebook.
  package var counter: Int
  /// The counter itself, whichever rulebook declares it.
  package var fingerprint: Int64
  package var key: Key
  /// What is told apart; nil where the post only asks and adds nothing (it answers nobody).
  package var value: Int64?
  package var at: Timestamp
  /// Which of the posts of one moment came first: the post's number in the database, or a running number.
  package var order: Int64
  /// How long the window is.
  package var within: Seconds
  /// The member whom the hit is about beside the post's author, for erasure.
  package var replyAuthor: String?

  package init(
    counter: Int, fingerprint: Int64, key: Key, value: Int64?, at: Timestamp, order: Int64, within: Seconds,
    replyAuthor: String? = nil
  ) {
    self.counter = counter
    self.fingerprint = fingerprint
    self.key = key
    self.value = value
    self.at = at
    self.order = order
    self.within = within
    self.replyAuthor = replyAuthor
  }

  /// A count goes no further than this: a raid must not make every look at its window dearer than the one before.
  package static let most = 5000

  /// The values of a counter's keys, as 128 bits.
  package struct Key: Sendable, Hashable {
    package var high: UInt64
    package var low: UInt64

    package init(_ text: String) {
      high = StableHash.fnv1a(text)
      low = StableHash.fnv1a("\u{1}" + text)
    }

    /// As PostgreSQL writes a uuid.
    package var uuid: String {
      let digits = Self.hex(high) + Self.hex(low)
      let ends = [8, 12, 16, 20, 32]
      var parts: [Substring] = []
      var start = digits.startIndex
      for end in ends {
        let next = digits.index(digits.startIndex, offsetBy: end)
        parts.append(digits[start..<next])
        start = next
      }
      return parts.joined(separator: "-")
    }

    private static func hex(_ value: UInt64) -> String {
      let digits = String(value, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }
  }
}

extension StableHash {
  /// The hash as a number that a database column holds.
  package static func signed(_ text: String) -> Int64 { Int64(bitPattern: fnv1a(text)) }
}
