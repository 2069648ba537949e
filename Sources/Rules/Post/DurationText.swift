/// Spans of time as people read them.
package enum DurationText {
  /// The largest unit that tells a span well: `3h10m`, `2d`, `45s`. What is negative is `0s`.
  package static func text(_ span: Seconds) -> String {
    let total = max(0, Int(span.microseconds.plusSaturating(500_000) / 1_000_000))
    if total < 60 { return "\(total)s" }
    if total < 3600 { return "\(total / 60)m" }
    if total < 86400 { return total % 3600 < 60 ? "\(total / 3600)h" : "\(total / 3600)h\(total / 60 % 60)m" }
    return "\(total / 86400)d"
  }

  /// The same of seconds that a database counted, whatever it answered.
  package static func text(_ seconds: Double) -> String { text(Seconds(clamping: seconds)) }

  /// A span that reads back as itself, in the largest unit that divides it: `1m`, `366d`, `0.1s`.
  package static func exact(_ span: Seconds) -> String {
    let units: [(Int64, String)] = [(86_400_000_000, "d"), (3_600_000_000, "h"), (60_000_000, "m")]
    for (size, letter) in units where span.microseconds != 0 && span.microseconds % size == 0 {
      return "\(span.microseconds / size)\(letter)"
    }
    return span.number + "s"
  }
}
