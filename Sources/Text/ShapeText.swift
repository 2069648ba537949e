/// The *skeleton* view of a text: letters and digits as classes in which disguises fall together, with what lies between
/// them kept apart as gaps, and for every unit the range of raw scalars that it came from.
///
/// Made from the folded view of the text, in which character references (`&#99;`) and spacing voice marks (゛) were
/// resolved first. Accents and marks are gone, Hangul syllables are jamo. O(*n*).
package struct ShapeText: Sendable {
  /// One unit.
  package struct Unit: Sendable {
    /// The class that it has by itself.
    package var scalar: UInt32
    /// The folded scalar, accents and all.
    package var folded: UInt32
    /// Offset << 8 | count of its alternatives.
    package var options: UInt32
    /// Raw scalars, end exclusive.
    package var start: Int32
    package var end: Int32
    package var role: Shape.Role
    package var flags: Flags
  }

  package struct Flags: OptionSet, Sendable {
    package var rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }
    /// What `OptionSet` has too, in a form that other modules can inline.
    @inline(__always)
    package func contains(_ flag: Flags) -> Bool { rawValue & flag.rawValue == flag.rawValue }
    package static let turned = Flags(rawValue: 1)
    package static let lookalike = Flags(rawValue: 2)
    /// A jamo that begins its syllable, and one that ends it.
    package static let beginsSyllable = Flags(rawValue: 4)
    package static let endsSyllable = Flags(rawValue: 8)
    /// Its raw scalars are more than itself: marks, a character reference.
    package static let decorated = Flags(rawValue: 16)
    /// A letter that lost an accent.
    package static let accented = Flags(rawValue: 32)
  }

  package private(set) var units: [Unit] = []
  /// Whether any unit has a role that the automata of a script could need.
  package private(set) var roles: RoleSet = []

  package struct RoleSet: OptionSet, Sendable {
    package var rawValue: UInt16
    package init(rawValue: UInt16) { self.rawValue = rawValue }
    package init(_ role: Shape.Role) { rawValue = 1 << UInt16(role.rawValue) }
  }

  package init() {}

  package init(_ raw: [UInt32]) {
    var folded = FoldedText(raw)
    self.init(raw, folded: folded)
    folded = FoldedText()
  }

  package init(_ text: String) { self.init(text.unicodeScalars.map(\.value)) }

  /// The view of `raw`, whose folded view is `folded`.
  package init(_ raw: [UInt32], folded: FoldedText) {
    if let decoded = DecodedText(raw) {
      read(FoldedText(decoded.scalars), places: decoded)
    } else {
      read(folded, places: nil)
    }
  }

  private mutating func read(_ folded: FoldedText, places: DecodedText?) {
    units.reserveCapacity(folded.scalars.count)
    for index in folded.scalars.indices {
      let scalar = folded.scalars[index]
      var (start, end) = (
        Int32(truncatingIfNeeded: folded.start(of: index)), Int32(truncatingIfNeeded: folded.end(of: index))
      )
      if let places {
        start = places.starts[Int(start)]
        end = places.ends[Int(end) - 1]
      }
      let shape = Shape(of: scalar)
      switch shape.role {
      case .dropped:
        if let last = units.indices.last, units[last].end <= end {
          units[last].end = end
          units[last].flags.insert(.decorated)
        }
      case .hangul: addJamo(scalar, start, end)
      default: add(scalar, shape, start, end)
      }
    }
  }

  @inline(__always)
  private mutating func add(_ scalar: UInt32, _ shape: Shape, _ start: Int32, _ end: Int32) {
    var flags: Flags = []
    if shape.isTurned { flags.insert(.turned) }
    if shape.isLookalike { flags.insert(.lookalike) }
    let mapped = shape.mappedClass
    if mapped != 0 && scalar >= 0x80 && !shape.isLookalike && shape.role == .letter { flags.insert(.accented) }
    roles.insert(RoleSet(shape.role))
    units.append(
      Unit(
        scalar: mapped == 0 ? scalar : mapped, folded: scalar, options: shape.options, start: start, end: end,
        role: shape.role,
        flags: flags))
  }

  // MARK: Hangul

  /// Initial, medial and final jamo as compatibility jamo; clusters of finals as their two.
  private mutating func addJamo(_ scalar: UInt32, _ start: Int32, _ end: Int32) {
    let first = units.count
    if (0xAC00...0xD7A3).contains(scalar) {
      let index = Int(scalar - 0xAC00)
      jamo(Self.initials[index / 588], start, end)
      jamo(0x314F + UInt32(index % 588 / 28), start, end)
      for final in Self.finals[index % 28] { jamo(final, start, end) }
    } else if (0x1100...0x1112).contains(scalar) {
      jamo(Self.initials[Int(scalar - 0x1100)], start, end)
    } else if (0x1161...0x1175).contains(scalar) {
      jamo(0x314F + scalar - 0x1161, start, end)
    } else if (0x11A8...0x11C2).contains(scalar) {
      for final in Self.finals[Int(scalar - 0x11A7)] { jamo(final, start, end) }
    } else {
      jamo(scalar, start, end)
    }
    guard first < units.count else { return }
    units[first].flags.insert(.beginsSyllable)
    units[units.count - 1].flags.insert(.endsSyllable)
  }

  private mutating func jamo(_ scalar: UInt32, _ start: Int32, _ end: Int32) {
    roles.insert(RoleSet(.hangul))
    units.append(
      Unit(
        scalar: scalar, folded: scalar, options: Shape(of: scalar).options, start: start, end: end, role: .hangul,
        flags: []))
  }

  private static let initials = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ".unicodeScalars.map(\.value)
  private static let finals: [[UInt32]] = [
    "", "ㄱ", "ㄲ", "ㄱㅅ", "ㄴ", "ㄴㅈ", "ㄴㅎ", "ㄷ", "ㄹ", "ㄹㄱ", "ㄹㅁ", "ㄹㅂ", "ㄹㅅ", "ㄹㅌ", "ㄹㅍ", "ㄹㅎ", "ㅁ", "ㅂ", "ㅂㅅ", "ㅅ", "ㅆ",
    "ㅇ", "ㅈ",
    "ㅊ", "ㅋ", "ㅌ", "ㅍ", "ㅎ",
  ].map { $0.unicodeScalars.map(\.value) }
}
