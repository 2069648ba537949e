/// Durations as people write them: `30s`, `15m`, `2h`, `7d`, `1w`.
package enum DurationText {
  private static let units: [(letter: UInt8, seconds: Double)] = [
    (UInt8(ascii: "w"), 604800), (UInt8(ascii: "d"), 86400), (UInt8(ascii: "h"), 3600), (UInt8(ascii: "m"), 60),
    (UInt8(ascii: "s"), 1),
  ]

  /// Seconds of `text`, a number with one unit behind it; nil where it is anything else.
  package static func seconds(_ text: String) -> Double? {
    guard let last = text.utf8.last, let unit = units.first(where: { $0.letter == last }) else { return nil }
    let digits = text.dropLast()
    guard let first = digits.utf8.first, first &- 48 < 10, let number = Double(digits), number.isFinite else {
      return nil
    }
    return number * unit.seconds
  }

  /// The largest unit that tells `seconds` well: `3h10m`, `2d`, `45s`.
  package static func text(_ seconds: Double) -> String {
    let total = Int(seconds.rounded())
    if total < 60 { return "\(max(0, total))s" }
    if total < 3600 { return "\(total / 60)m" }
    if total < 86400 { return total % 3600 < 60 ? "\(total / 3600)h" : "\(total / 3600)h\(total / 60 % 60)m" }
    return "\(total / 86400)d"
  }
}
