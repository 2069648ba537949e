internal import Text

/// An entry as the skeleton view spells it.
struct DisguisedTerm: Sendable {
  /// The classes of its units, gaps left out.
  var units: [UInt32] = []
  /// The same, accents and all.
  var folded: [UInt32] = []
  /// Before which units the entry has a gap itself: blanks, hyphens.
  var gaps: UInt64 = 0
  /// Before which units a gap can be put in: every one but the first; in Hangul those that begin a syllable.
  var places: UInt64 = 0
  var roles: ShapeText.RoleSet = []
  /// What the entry costs as a Chinese word; 0 without a dictionary.
  var cost: Float = 0
  /// Spelt backwards with turned letters.
  var isTurned = false
  /// Its characters from behind.
  var isReversed = false
  /// Another spelling of the entry.
  var isAlias = false
  /// Found by its sound: romanised, or by initials alone; never disguised further.
  var sound: Sound?

  enum Sound: Sendable { case romanised, initials }

  static let longest = 64

  /// Nil where too little of the text is left to look for in disguise.
  init?(_ text: String, isAlias: Bool = false) {
    self.isAlias = isAlias
    let view = ShapeText(text)
    for unit in view.units {
      switch unit.role {
      case .none, .space, .stop:
        if !units.isEmpty && units.count < 64 { gaps |= 1 << UInt64(units.count) }
      case .lengthener, .dropped: continue
      case .letter, .digit, .han, .kana, .hangul:
        if !units.isEmpty && units.count < 64 && (unit.role != .hangul || unit.flags.contains(.beginsSyllable)) {
          places |= 1 << UInt64(units.count)
        }
        units.append(unit.scalar)
        folded.append(unit.folded)
        roles.insert(ShapeText.RoleSet(unit.role))
      }
    }
    // Nearly always the same, and then one array.
    if folded == units { folded = units }
    if units.count < 64 { gaps &= (1 << UInt64(units.count)) - 1 }
    guard (2...Self.longest).contains(units.count) else { return nil }
    // A sign at either end belongs to the entry (+v): without it another text would be looked for.
    guard let first = view.units.first(where: { $0.role != .space }),
      let last = view.units.last(where: { $0.role != .space }),
      ![.none, .stop].contains(first.role), ![.none, .stop].contains(last.role)
    else { return nil }
  }

  var isLetters: Bool { roles == ShapeText.RoleSet(.letter) }
  var isDigits: Bool { roles == ShapeText.RoleSet(.digit) }
  var hasHan: Bool { roles.contains(ShapeText.RoleSet(.han)) }
  var hasKana: Bool { roles.contains(ShapeText.RoleSet(.kana)) }
  var hasHangul: Bool { roles.contains(ShapeText.RoleSet(.hangul)) }

  /// Two characters or more of Chinese from behind.
  func reversed() -> DisguisedTerm? {
    guard roles == ShapeText.RoleSet(.han), gaps == 0, units.reversed() != units else { return nil }
    var term = self
    term.isReversed = true
    term.units.reverse()
    return term
  }

  /// The term as turned letters spell it from behind.
  func turned() -> DisguisedTerm? {
    guard isLetters, units.count >= 4 else { return nil }
    var term = self
    term.isTurned = true
    term.units = units.reversed().map { Self.turnedLetters[$0] ?? $0 }
    term.gaps = 0
    term.places = places
    for unit in 1..<units.count where gaps & 1 << UInt64(unit) != 0 { term.gaps |= 1 << UInt64(units.count - unit) }
    return term
  }

  private static let turnedLetters: [UInt32: UInt32] = [
    0x62: 0x71, 0x71: 0x62, 0x64: 0x70, 0x70: 0x64, 0x6E: 0x75, 0x75: 0x6E,
  ]
}
