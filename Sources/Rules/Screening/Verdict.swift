/// What becomes of a post; each is stronger than the one before.
public enum Verdict: Int, Sendable, Comparable, CaseIterable {
  /// Published, nobody need look.
  case allow
  /// Published with a label.
  case label
  /// Published, and a person looks.
  case queue
  /// Not published until a person has looked.
  case hold
  /// Not published.
  case remove

  /// As rules and JSON have it.
  public var name: String {
    switch self {
    case .allow: "allow"
    case .label: "label"
    case .queue: "queue"
    case .hold: "hold"
    case .remove: "remove"
    }
  }

  /// The verdict called `name`.
  public init?(name: String) {
    guard let verdict = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = verdict
  }

  /// Weaker before stronger.
  public static func < (one: Verdict, other: Verdict) -> Bool { one.rawValue < other.rawValue }
}

/// How soon a person should look.
public enum Priority: Int, Sendable, Comparable, CaseIterable {
  case low, normal, high, urgent

  /// As rules and JSON have it.
  public var name: String {
    switch self {
    case .low: "low"
    case .normal: "normal"
    case .high: "high"
    case .urgent: "urgent"
    }
  }

  /// The priority called `name`.
  public init?(name: String) {
    guard let priority = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = priority
  }

  /// Less urgent before more urgent.
  public static func < (one: Priority, other: Priority) -> Bool { one.rawValue < other.rawValue }
}
