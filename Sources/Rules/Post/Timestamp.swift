import FoundationEssentials

/// A moment, to the microsecond, read from and written as RFC 3339: what was read is written the same.
public struct Timestamp: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Microseconds since 1970-01-01T00:00:00Z.
  public var microseconds: Int64

  /// The moment this many microseconds after 1970 began.
  public init(microseconds: Int64) { self.microseconds = microseconds }

  /// Seconds since 1970 began.
  public var seconds: Double { Double(microseconds) / 1e6 }

  /// Earlier before later.
  public static func < (one: Timestamp, other: Timestamp) -> Bool { one.microseconds < other.microseconds }

  /// The system's time.
  public static func now() -> Timestamp {
    Timestamp(microseconds: Int64(Date().timeIntervalSince1970 * 1e6))
  }

  /// Reads `2025-01-19T08:30:00.25Z` or with an offset such as `+08:00`; nil where it is not RFC 3339, or outside
  /// the years 1 to 9999 of UTC, which it could not write.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes[4] == 0x2D, bytes[7] == 0x2D, bytes[13] == 0x3A, bytes[16] == 0x3A,
      [0x54, 0x74, 0x20].contains(bytes[10]),
      let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[5..<7]), let day = Self.number(bytes[8..<10]),
      let hour = Self.number(bytes[11..<13]), let minute = Self.number(bytes[14..<16]),
      let second = Self.number(bytes[17..<19]),
      (1...12).contains(month), (1...Self.days(in: month, of: year)).contains(day), hour < 24, minute < 60, second <= 60
    else { return nil }
    var rest = bytes[19...]
    var fraction: Int64 = 0
    if rest.first == 0x2E {
      let digits = rest.dropFirst().prefix { $0 &- 48 < 10 }
      guard !digits.isEmpty else { return nil }
      for place in 0..<6 {
        let digit = place < digits.count ? Int64(digits[digits.startIndex + place] - 48) : 0
        fraction = fraction * 10 + digit
      }
      rest = rest[digits.endIndex...]
    }
    guard let offset = Self.offset(rest) else { return nil }
    let days = Self.daysSince1970(year, month, day)
    let total = Int64(days) * 86400 + Int64(hour * 3600 + minute * 60 + second) - Int64(offset)
    microseconds = total * 1_000_000 + fraction
    guard (Self.first...Self.last).contains(microseconds) else { return nil }
  }

  /// RFC 3339 in UTC, to the second, or to the microsecond where there is a fraction; `init(_:)` reads it back.
  public var description: String {
    let seconds = Int(Self.floor(microseconds, 1_000_000))
    let fraction = Int(microseconds &- Int64(seconds) &* 1_000_000)
    let days = Int(Self.floor(Int64(seconds), 86_400))
    let rest = seconds - days * 86_400
    let (year, month, day) = Self.civil(days)
    let date = "\(Self.pad(year, 4))-\(Self.pad(month, 2))-\(Self.pad(day, 2))"
    let time = "\(Self.pad(rest / 3600, 2)):\(Self.pad(rest / 60 % 60, 2)):\(Self.pad(rest % 60, 2))"
    return fraction == 0 ? "\(date)T\(time)Z" : "\(date)T\(time).\(Self.pad(fraction, 6))Z"
  }

  /// The moment this much later; the last that there is where that is past it.
  package static func + (moment: Timestamp, span: Seconds) -> Timestamp {
    Timestamp(microseconds: moment.microseconds.plusSaturating(span.microseconds))
  }

  /// The moment this much earlier.
  package static func - (moment: Timestamp, span: Seconds) -> Timestamp {
    Timestamp(microseconds: moment.microseconds.minusSaturating(span.microseconds))
  }

  /// How long after `earlier` this is.
  package static func - (moment: Timestamp, earlier: Timestamp) -> Seconds {
    Seconds(microseconds: moment.microseconds.minusSaturating(earlier.microseconds))
  }

  /// How many whole windows of this length lie between 1970 and this moment; below 0 before.
  package func window(of length: Seconds) -> Int64 { Self.floor(microseconds, max(1, length.microseconds)) }

  /// Midnight UTC at the beginning of `2026-12-31`; nil where it is not such a date.
  public init?(date: String) { self.init(date + "T00:00:00Z") }

  /// What RFC 3339 can write: the years 1 to 9999.
  private static let first: Int64 = -62_135_596_800_000_000
  private static let last: Int64 = 253_402_300_799_999_999

  /// `value / divisor`, rounded down.
  private static func floor(_ value: Int64, _ divisor: Int64) -> Int64 {
    let (quotient, rest) = value.quotientAndRemainder(dividingBy: divisor)
    return rest < 0 ? quotient - 1 : quotient
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for digit in digits {
      guard digit &- 48 < 10 else { return nil }
      value = value * 10 + Int(digit - 48)
    }
    return value
  }

  private static func offset(_ rest: ArraySlice<UInt8>) -> Int? {
    if rest.count == 1, rest.first == 0x5A || rest.first == 0x7A { return 0 }
    let bytes = Array(rest)
    guard bytes.count == 6, bytes[0] == 0x2B || bytes[0] == 0x2D, bytes[3] == 0x3A,
      let hours = number(bytes[1..<3]), let minutes = number(bytes[4..<6]), hours < 24, minutes < 60
    else { return nil }
    return (bytes[0] == 0x2D ? -1 : 1) * (hours * 3600 + minutes * 60)
  }

  private static func days(in month: Int, of year: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
  }

  /// Days since 1970-01-01 of the proleptic Gregorian calendar (years counted from March, so that leap days come last).
  private static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719468
  }

  private static func civil(_ days: Int) -> (Int, Int, Int) {
    let shifted = days + 719468
    let era = (shifted >= 0 ? shifted : shifted - 146096) / 146097
    let dayOfEra = shifted - era * 146097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  private static func pad(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
