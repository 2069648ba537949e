internal import Text

/// What `PlainScan` needs to know of each scalar below U+2000, in one load.
///
/// Sixteen bits of the lower-case scalar, eight of what the scalar is here, eight that stay: for a letter of a group the
/// group's bit, for one of a script that decides by itself the language.
enum PlainTable {
  enum Kind {
    static let mask: UInt32 = 15
    /// Only `PostReading` knows what to do with it.
    static let other: UInt32 = 0
    static let letter: UInt32 = 1
    /// A mark that the model keeps as part of a word.
    static let mark: UInt32 = 2
    /// A letter or a mark of a script that decides by itself.
    static let decidedLetter: UInt32 = 3
    static let decidedMark: UInt32 = 4
    /// What ends a word, whatever stands beside it.
    static let gap: UInt32 = 5
    static let apostrophe: UInt32 = 6
    /// A gap, unless its neighbours make a link or an emoticon of it.
    static let stop: UInt32 = 7
    /// A digit of ASCII: a gap, unless a letter touches it.
    static let digit: UInt32 = 8
  }

  /// Set for letters that laughter and faces are known by: words without one of them among
  /// the first three are neither.
  static let suspect: UInt32 = 1 << 23
  static func isSuspect(_ scalar: UInt32) -> Bool { scalar < 0x2000 && entries[Int(scalar)] & suspect != 0 }
  private static let suspects = Set("hхqzwvx".unicodeScalars.map(\.value))

  static let entries: [UInt32] = (0..<0x2000).map(entry)

  private static func entry(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x27: return Kind.apostrophe << 16
    case 0x2E, 0x3A, 0x3B, 0x3D: return Kind.stop << 16
    case 0x30...0x39: return Kind.digit << 16
    case 0x23, 0x40: return Kind.other << 16
    default: break
    }
    if Speechless.isFaceLetter(scalar) { return Kind.other << 16 }
    let traits = ScalarTraits(of: scalar)
    if !traits.isLetter && !traits.isMark {
      return (traits.isIgnorable || scalar < 0x20 && scalar != 0x09 ? Kind.other : Kind.gap) << 16
    }
    let language = LanguageCatalogue.ofScript[Int(traits.script.rawValue)]
    if language != LanguageCatalogue.undetermined && language != LanguageCatalogue.japanese {
      return (traits.isLetter ? Kind.decidedLetter : Kind.decidedMark) << 16 | UInt32(language) << 24
    }
    guard let lower = WordFold.lowercased(scalar), let group = LanguageGroup(traits.script) else { return 0 }
    let suspicion = suspects.contains(lower) ? suspect : 0
    return (traits.isLetter ? Kind.letter : Kind.mark) << 16 | suspicion | lower | 1 << UInt32(24 + group.rawValue)
  }
}
