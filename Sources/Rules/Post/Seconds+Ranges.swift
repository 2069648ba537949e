/// The range of every key and option that holds a span of time, in one place.
extension ClosedRange<Seconds> {
  /// `due:` of a rule and of a queue.
  package static var due: Self { .zero ... .days(366) }
  /// `at:` of a step of a test.
  package static var testStep: Self { .zero ... .days(31) }
  /// `within:` of a counter; what is older is not kept for counting.
  package static var counterWindow: Self { .seconds(1) ... .days(31) }
  /// `within:` of a rule's limit.
  package static var limitWindow: Self { .minutes(1) ... .hours(24) }
  /// `author.age` of a post, and a duration in `when:`: as long as the calendar of RFC 3339.
  package static var age: Self { .zero ... .days(3_652_059) }
  /// How far back a command looks: `--since`.
  package static var history: Self { .zero ... .days(36_525) }
  /// What is kept, and for how long.
  package static var retention: Self { .minutes(1) ... .days(36_500) }
  /// How long a command waits for its database: `--wait`.
  package static var wait: Self { .zero ... .hours(1) }
  /// How long a staged decision can be undone.
  package static var undo: Self { .zero ... .hours(1) }
  /// How long a reviewer's claim holds.
  package static var claim: Self { .seconds(1) ... .hours(1) }
  /// How long a worker's claim on posts holds.
  package static var lease: Self { Seconds(microseconds: 100_000) ... .hours(1) }
  /// How long an entry added in a hurry stands before somebody confirms it.
  package static var emergency: Self { .minutes(1) ... .days(7) }
  /// How long a confirmed entry stands.
  package static var confirmed: Self { .minutes(1) ... .days(3_660) }
  /// After how long a platform is told that a post has no verdict; 0 for never.
  package static var silence: Self { .zero ... .days(31) }

  /// `from 1m to 7d`.
  package var shown: String { "from \(DurationText.exact(lowerBound)) to \(DurationText.exact(upperBound))" }
}
