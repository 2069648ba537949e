internal import Text

/// Comparisons of roles as one instruction: across modules the generic comparison of raw values is a call, which cost a
/// tenth of the search.
extension Shape.Role {
  @inline(__always)
  private var code: UInt8 {
    switch self {
    case .none: 0
    case .letter: 1
    case .digit: 2
    case .han: 3
    case .kana: 4
    case .hangul: 5
    case .dropped: 6
    case .space: 7
    case .stop: 8
    case .lengthener: 9
    }
  }

  @inline(__always)
  static func == (one: Shape.Role, other: Shape.Role) -> Bool { one.code == other.code }

  @inline(__always)
  static func != (one: Shape.Role, other: Shape.Role) -> Bool { one.code != other.code }
}
