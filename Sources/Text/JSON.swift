/// A JSON value as it was read: members in their order, numbers with their digits.
public enum JSON: Sendable, Equatable {
  case null
  case bool(Bool)
  /// The number's own characters, so that no digit of a platform's id is lost.
  case number(String)
  case string(String)
  case array([JSON])
  case object([Member])

  /// One member of an object.
  public struct Member: Sendable, Equatable {
    /// The member's name, decoded.
    public var name: String
    /// Its value.
    public var value: JSON

    /// A member called `name`.
    public init(_ name: String, _ value: JSON) {
      self.name = name
      self.value = value
    }
  }

  /// The member called `name`, if this is an object that has one.
  public subscript(_ name: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    for member in members where member.name == name { return member.value }
    return nil
  }

  /// The string, if this is one.
  public var string: String? { if case .string(let value) = self { value } else { nil } }

  /// The whole number, if this is one that fits.
  public var integer: Int? { if case .number(let digits) = self { Int(digits) } else { nil } }

  /// The number, if this is one.
  public var double: Double? { if case .number(let digits) = self { Double(digits) } else { nil } }

  /// The elements, if this is an array.
  public var array: [JSON]? { if case .array(let value) = self { value } else { nil } }

  /// Whether this is an object.
  public var isObject: Bool { if case .object = self { true } else { false } }

  /// What kind of value this is, for messages: "a string", "null".
  public var kind: String {
    switch self {
    case .null: "null"
    case .bool: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}
