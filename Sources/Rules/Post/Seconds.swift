/// A span of time in whole microseconds.
///
/// What comes from outside becomes one only within the range that belongs to its key (`Seconds+Ranges.swift`): a text by
/// `read`, a number by `init(_:in:)`. Arithmetic saturates, so that no input can end the process.
package struct Seconds: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let microseconds: Int64

  /// A span of our own making: a constant, or the difference of two moments.
  package init(microseconds: Int64) { self.microseconds = microseconds }

  package static let zero = Seconds(microseconds: 0)
  package static func seconds(_ count: Int64) -> Seconds { Seconds(microseconds: count.timesSaturating(1_000_000)) }
  package static func minutes(_ count: Int64) -> Seconds { .seconds(count.timesSaturating(60)) }
  package static func hours(_ count: Int64) -> Seconds { .seconds(count.timesSaturating(3600)) }
  package static func days(_ count: Int64) -> Seconds { .seconds(count.timesSaturating(86_400)) }

  /// Why a text is no span that its key may have.
  package enum Fault: Error, Equatable {
    /// Not a number with a unit.
    case notASpan
    case outOfRange
  }

  /// Reads `30s`, `1.5h`, `7d`, `2w`: digits, perhaps a point and digits, one of s m h d w.
  ///
  /// - Throws: `Fault.notASpan` where it is anything else, `Fault.outOfRange` where it is outside `range`.
  package static func read(_ text: String, in range: ClosedRange<Seconds>) throws(Fault) -> Seconds {
    guard let unit = units.first(where: { $0.letter == text.utf8.last }) else { throw .notASpan }
    guard let span = span(text.utf8.dropLast(), unit: unit.seconds) else { throw .notASpan }
    guard range.contains(span) else { throw .outOfRange }
    return span
  }

  /// The same, where a plain number of seconds may stand too: `5`, `0.5`.
  package static func readPlain(_ text: String, in range: ClosedRange<Seconds>) throws(Fault) -> Seconds {
    guard let last = text.utf8.last, last &- 48 < 10 else { return try read(text, in: range) }
    guard let span = span(text.utf8[...], unit: 1) else { throw .notASpan }
    guard range.contains(span) else { throw .outOfRange }
    return span
  }

  /// A number of seconds from outside, rounded to the microsecond; nil where it is no number or outside `range`.
  package init?(_ seconds: Double, in range: ClosedRange<Seconds>) {
    let span = Seconds(clamping: seconds)
    guard seconds.isFinite, abs(seconds) < Self.most, range.contains(span) else { return nil }
    self = span
  }

  /// The nearest span to a number of seconds, for showing what a database answered: no number is 0, and what no span can
  /// hold is the longest.
  package init(clamping seconds: Double) {
    if seconds.isNaN {
      self = .zero
    } else if seconds >= Self.most {
      self.init(microseconds: .max)
    } else if seconds <= -Self.most {
      self.init(microseconds: .min)
    } else {
      self.init(microseconds: Int64((seconds * 1e6).rounded()))
    }
  }

  /// For PostgreSQL's intervals and for clocks.
  package var inSeconds: Double { Double(microseconds) / 1e6 }

  /// Whole seconds, those that have begun left out.
  package var whole: Int { Int(microseconds / 1_000_000) }

  /// Seconds as a JSON number, exact: `90`, `0.25`.
  package var number: String {
    let (whole, rest) = microseconds.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
    let sign = microseconds < 0 ? "-" : ""
    if rest == 0 { return sign + String(whole) }
    var fraction = String(rest)
    fraction = String(repeating: "0", count: 6 - fraction.count) + fraction
    while fraction.hasSuffix("0") { fraction.removeLast() }
    return "\(sign)\(whole).\(fraction)"
  }

  /// As it is read: `2s`, `30d`.
  package var description: String { DurationText.exact(self) }

  package static func < (one: Seconds, other: Seconds) -> Bool { one.microseconds < other.microseconds }

  package static prefix func - (span: Seconds) -> Seconds {
    Seconds(microseconds: Int64(0).minusSaturating(span.microseconds))
  }

  // MARK: Reading

  private static let units: [(letter: UInt8, seconds: Int64)] = [
    (UInt8(ascii: "w"), 604_800), (UInt8(ascii: "d"), 86_400), (UInt8(ascii: "h"), 3600), (UInt8(ascii: "m"), 60),
    (UInt8(ascii: "s"), 1),
  ]

  /// Seconds that no `Int64` of microseconds holds; 2^63 is past the last.
  private static let most = 9.2e12

  /// `digits`, perhaps with a fraction, times a unit of so many seconds; saturated, nil where it is no such number.
  private static func span(_ digits: Substring.UTF8View, unit: Int64) -> Seconds? {
    let parts = digits.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0 &- 48 < 10 } }), let first = parts.first else {
      return nil
    }
    var count: Int64 = 0
    for digit in first { count = count.timesSaturating(10).plusSaturating(Int64(digit - 48)) }
    var microseconds = count.timesSaturating(unit * 1_000_000)
    if parts.count == 2, let fraction = Double("0." + String(decoding: parts[1].prefix(18), as: UTF8.self)) {
      // At most a week: 6.048e11 µs.
      microseconds = microseconds.plusSaturating(Int64((fraction * Double(unit * 1_000_000)).rounded()))
    }
    return Seconds(microseconds: microseconds)
  }
}

extension Int64 {
  /// Sum, difference and product, the nearest number where the exact one does not fit.
  package func plusSaturating(_ other: Int64) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? (other < 0 ? .min : .max) : sum
  }

  package func minusSaturating(_ other: Int64) -> Int64 {
    let (difference, overflow) = subtractingReportingOverflow(other)
    return overflow ? (other < 0 ? .max : .min) : difference
  }

  package func timesSaturating(_ other: Int64) -> Int64 {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    return overflow ? ((self < 0) == (other < 0) ? .max : .min) : product
  }
}
