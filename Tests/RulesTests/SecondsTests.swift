import Rules
import Testing

@Suite("Spans of time")
struct SecondsTests {
  struct Row: CustomTestStringConvertible, Sendable {
    var text: String
    /// Nil where it is no span.
    var microseconds: Int64?
    var testDescription: String { text }
    init(_ text: String, _ microseconds: Int64?) { (self.text, self.microseconds) = (text, microseconds) }
  }

  private static let all = Seconds.zero...Seconds(microseconds: .max)

  @Test(
    "digits, perhaps a fraction, one unit; what is too large for any number is the largest",
    arguments: [
      Row("2h", 7_200_000_000), Row("30s", 30_000_000), Row("1w", 604_800_000_000), Row("1.5d", 129_600_000_000),
      Row("0s", 0), Row("0.000001s", 1), Row("0.0000004s", 0), Row("007m", 420_000_000),
      Row("9223372036854s", 9_223_372_036_854_000_000), Row("9223372036855s", .max), Row("99999999999999999999w", .max),
      Row("99999999999w", .max), Row("1.99999999999999999999999s", 2_000_000),
      Row("2", nil), Row("h", nil), Row("2y", nil), Row("-1h", nil), Row("+1h", nil), Row("1e5s", nil),
      Row("0x10s", nil),
      Row("nans", nil), Row("infs", nil), Row("1.s", nil), Row(".5s", nil), Row("1.2.3s", nil), Row("", nil),
      Row(" 1s", nil), Row("1 s", nil), Row("１s", nil), Row("1s\n", nil),
    ])
  func texts(_ row: Row) { #expect((try? Seconds.read(row.text, in: Self.all))?.microseconds == row.microseconds) }

  @Test("the range belongs to the key, ends included; a plain number is seconds where the key allows it")
  func ranges() {
    #expect((try? Seconds.read("366d", in: .due)) == .days(366))
    #expect(throws: Seconds.Fault.outOfRange) { try Seconds.read("367d", in: .due) }
    #expect(throws: Seconds.Fault.outOfRange) { try Seconds.read("31.0000001d", in: .testStep) }
    #expect(throws: Seconds.Fault.outOfRange) { try Seconds.read("0s", in: .counterWindow) }
    #expect((try? Seconds.readPlain("3600", in: .wait)) == .hours(1))
    #expect((try? Seconds.readPlain("0.5", in: .wait)) == Seconds(microseconds: 500_000))
    for text in ["1e300", "nan", "inf", "-1", "", "1,5"] {
      #expect(throws: Seconds.Fault.notASpan) { try Seconds.readPlain(text, in: .wait) }
    }
    #expect(throws: Seconds.Fault.outOfRange) { try Seconds.readPlain("3601", in: .wait) }
    #expect(ClosedRange<Seconds>.emergency.shown == "from 1m to 7d")
    #expect(ClosedRange<Seconds>.lease.shown == "from 0.1s to 1h")
  }

  @Test(
    "numbers from outside: only what is in the range, whatever the number",
    arguments: [
      (7200.0, 7_200_000_000 as Int64?), (0.1234567, 123_457), (-0.0, 0), (-1e-9, 0), (-1, nil), (1e16, nil),
      (1e300, nil),
      (.infinity, nil), (-.infinity, nil), (.nan, nil), (9.3e12, nil), (.greatestFiniteMagnitude, nil),
    ])
  func numbers(_ number: Double, _ microseconds: Int64?) {
    #expect(Seconds(number, in: .age)?.microseconds == microseconds)
    // Showing what a database answered never fails.
    #expect(!DurationText.text(number).isEmpty && Seconds(clamping: number).whole <= .max)
  }

  @Test("moments and spans at the ends of their numbers saturate")
  func saturation() {
    let (first, last) = (Timestamp(microseconds: .min), Timestamp(microseconds: .max))
    #expect(last + .days(1) == last && first - .days(1) == first)
    #expect(last - first == Seconds(microseconds: .max) && first - last == Seconds(microseconds: .min))
    #expect(-Seconds(microseconds: .min) == Seconds(microseconds: .max))
    for moment in [first, last] {
      #expect(!moment.description.isEmpty)
      #expect(moment.window(of: .seconds(1)) == moment.microseconds / 1_000_000 - (moment < last ? 1 : 0))
    }
    #expect(Seconds.days(.max) == Seconds(microseconds: .max))
  }

  @Test("a span is written so that it reads back as itself")
  func roundTrip() throws {
    for microseconds: Int64 in [
      0, 1, 999_999, 1_000_000, 59_500_000, 60_000_000, 5_400_000_000, 31_622_400_000_000, .max,
    ] {
      let span = Seconds(microseconds: microseconds)
      #expect(try Seconds.read("\(span)", in: Self.all) == span, "\(span)")
      #expect(try Seconds.readPlain(span.number, in: Self.all) == span, "\(span.number)")
    }
  }
}
