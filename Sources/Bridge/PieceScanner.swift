internal import Text

/// One piece of a post: a word of one script, or something that is no language.
struct Piece: Equatable {
  enum Kind: Equatable { case word, digits, link, mention, hashtag, emoji, other }

  var kind: Kind
  /// In raw scalars.
  var range: Range<Int>
  /// A word's script; kana of both kinds are katakana.
  var script: Script = .common
  /// A word's letters, without marks.
  var letters = 0
}

/// Cuts a text into words, links, @names, Latin #tags, digits, emoji and the rest, in one pass.
///
/// Blanks are left out. Every other scalar lies in exactly one piece. Constant time a scalar.
struct PieceScanner {
  private let scalars: [UInt32]
  private var index = 0
  /// Up to here it is known that no link begins, and that no code does.
  private var linkChecked = 0
  private var codeChecked = 0

  init(_ scalars: [UInt32]) { self.scalars = scalars }

  /// The next piece, or nil at the end.
  mutating func next() -> Piece? {
    while index < scalars.count {
      let start = index
      let scalar = scalars[start]
      let traits = ScalarTraits(of: scalar)
      if traits.isSpace {
        index += 1
        continue
      }
      if let piece = special(scalar, traits, start) { return piece }
      if traits.isLetter { return word(from: start, traits) }
      if traits.isDigit { return digits(from: start) }
      if Self.isEmoji(scalar, traits) { return emoji(from: start) }
      return other(from: start)
    }
    return nil
  }

  private func at(_ index: Int) -> UInt32 { index < scalars.count ? scalars[index] : 0 }

  // MARK: Links, names and tags

  private mutating func special(_ scalar: UInt32, _ traits: ScalarTraits, _ start: Int) -> Piece? {
    if scalar >= 0x80 && scalar != 0xFF20 && scalar != 0xFF03 { return nil }
    if Self.isASCIIAlphanumeric(scalar) {
      if start >= linkChecked, let end = linkEnd(from: start) { return take(.link, to: end) }
      if start >= codeChecked, let end = codeEnd(from: start) { return take(.other, to: end) }
      if scalar == 0x78 || scalar == 0x58, let end = emoticonEnd(from: start) { return take(.emoji, to: end) }
      return nil
    }
    switch scalar {
    case 0x40, 0xFF20:
      if let end = mentionEnd(from: start) { return take(.mention, to: end) }
    case 0x23, 0xFF03:
      if let end = hashtagEnd(from: start) { return take(.hashtag, to: end) }
    case 0x3A, 0x3B, 0x3D:
      if let end = emoticonEnd(from: start) { return take(.emoji, to: end) }
    default: break
    }
    return nil
  }

  private mutating func take(_ kind: Piece.Kind, to end: Int) -> Piece {
    defer { index = end }
    return Piece(kind: kind, range: index..<end)
  }

  static func isASCIIAlphanumeric(_ scalar: UInt32) -> Bool {
    scalar < 0x80 && (scalar | 0x20 >= 0x61 && scalar | 0x20 <= 0x7A || scalar >= 0x30 && scalar <= 0x39)
  }

  private static func isHost(_ scalar: UInt32) -> Bool {
    isASCIIAlphanumeric(scalar) || scalar == 0x2E || scalar == 0x2D || scalar == 0x5F || scalar == 0x2B
  }

  /// Where the link or e-mail address that begins at `start` ends, if one does.
  private mutating func linkEnd(from start: Int) -> Int? {
    var end = start
    var lastDot = -1
    while Self.isHost(at(end)) {
      if at(end) == 0x2E { lastDot = end }
      end += 1
    }
    linkChecked = end
    Work.add(end - start)
    if at(end) == 0x3A && at(end + 1) == 0x2F && at(end + 2) == 0x2F { return addressEnd(from: end + 3) }
    if at(end) == 0x40 && Self.isASCIIAlphanumeric(at(end + 1)) {
      var host = end + 1
      var dots = 0
      while Self.isHost(at(host)) {
        if at(host) == 0x2E { dots += 1 }
        host += 1
      }
      linkChecked = host
      return dots > 0 ? addressEnd(from: host) : nil
    }
    guard lastDot > start else { return nil }
    while end > start && !Self.isASCIIAlphanumeric(scalars[end - 1]) { end -= 1 }
    if let dot = scalars[start..<end].lastIndex(of: 0x2E), dot > start {
      let label = scalars[dot + 1..<end]
      let hasPath = at(end) == 0x2F && Self.isASCIIAlphanumeric(at(end + 1))
      let isName = label.count >= 2 && label.allSatisfy { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }
      if isName && (hasPath || Self.topDomains.contains(Self.pack(label)) || isWWW(start)) {
        return addressEnd(from: end)
      }
    }
    return nil
  }

  /// Where a code (`X7K9Q2`, `5f4dcc3b`) ends: ASCII letters and digits that take turns, at least three times.
  private mutating func codeEnd(from start: Int) -> Int? {
    var end = start
    var turns = 0
    while Self.isASCIIAlphanumeric(at(end)) {
      if end > start && Self.isASCIIDigit(scalars[end]) != Self.isASCIIDigit(scalars[end - 1]) { turns += 1 }
      // Words have no digits at all, so that most are left at once.
      if turns == 0 && end - start > 16 { return nil }
      end += 1
    }
    Work.add(end - start)
    guard turns >= 3, end == scalars.count || !ScalarTraits(of: scalars[end]).isLetter else {
      // What begins later in the run has no more turns, and the same end.
      codeChecked = end
      return nil
    }
    return end
  }

  private static func isASCIIDigit(_ scalar: UInt32) -> Bool { scalar >= 0x30 && scalar <= 0x39 }

  private func isWWW(_ start: Int) -> Bool {
    at(start) | 0x20 == 0x77 && at(start + 1) | 0x20 == 0x77 && at(start + 2) | 0x20 == 0x77 && at(start + 3) == 0x2E
  }

  private static func pack(_ label: ArraySlice<UInt32>) -> UInt64 { label.reduce(0) { $0 << 8 | UInt64($1 | 0x20) } }

  /// Endings that make a link of `name.ending` by themselves.
  private static let topDomains: Set<UInt64> = Set(
    "com net org edu gov io cn jp kr tw hk uk us de fr ru br app dev xyz info biz tv gg ly".split(separator: " ")
      .map { pack(Array($0.unicodeScalars.map(\.value))[...]) })

  private func addressEnd(from start: Int) -> Int {
    var end = start
    while at(end) > 0x20 && at(end) < 0x7F && at(end) != 0x3C && at(end) != 0x3E && at(end) != 0x22 { end += 1 }
    // Closing punctuation belongs to the sentence, not to the link.
    while end > start, [0x2E, 0x2C, 0x3B, 0x3A, 0x21, 0x3F, 0x29, 0x27, 0x5D].contains(scalars[end - 1]) { end -= 1 }
    return end
  }

  /// `@name`: Latin letters, digits and `_ . -`; or a name in another script that a blank or a colon closes.
  private func mentionEnd(from start: Int) -> Int? {
    var end = start + 1
    while Self.isHost(at(end)) && at(end) != 0x2B { end += 1 }
    while end > start + 1 && (at(end - 1) == 0x2E || at(end - 1) == 0x2D) { end -= 1 }
    if end > start + 1 { return end }
    let longest = min(scalars.count, start + 21)
    while end < longest {
      let traits = ScalarTraits(of: scalars[end])
      guard traits.isLetter || traits.isMark || traits.isDigit || scalars[end] == 0x5F || scalars[end] == 0x2D else {
        break
      }
      end += 1
    }
    guard end > start + 1 else { return nil }
    if end == scalars.count || scalars[end] == 0x3A || scalars[end] == 0xFF1A { return end }
    return ScalarTraits(of: scalars[end]).isSpace ? end : nil
  }

  /// `#tag` in Latin letters; a tag in another script is read like any word.
  private func hashtagEnd(from start: Int) -> Int? {
    var end = start + 1
    while end < scalars.count {
      let traits = ScalarTraits(of: scalars[end])
      let isLatin = traits.isLetter && traits.script == .latin
      guard isLatin || traits.isDigit || scalars[end] == 0x5F || traits.isMark && end > start + 1 else { break }
      end += 1
    }
    return end > start + 1 ? end : nil
  }

  /// `:D`, `;-P`, `=3`, `xD`: eyes, perhaps a nose, and a mouth that is a letter or a digit and ends there.
  private func emoticonEnd(from start: Int) -> Int? {
    if start > 0 && Self.isASCIIAlphanumeric(scalars[start - 1]) { return nil }
    var end = start + 1
    let isLetterEyes = at(start) | 0x20 == 0x78
    if !isLetterEyes, at(end) == 0x2D || at(end) == 0x27 || at(end) == 0x5E { end += 1 }
    let mouth = at(end)
    let mouths: [UInt32] =
      isLetterEyes ? [0x44, 0x64] : [0x44, 0x50, 0x70, 0x4F, 0x6F, 0x33, 0x53, 0x73, 0x58, 0x78, 0x76, 0x56, 0x63]
    guard mouths.contains(mouth) else { return nil }
    while at(end) == mouth { end += 1 }
    return Self.isASCIIAlphanumeric(at(end)) ? nil : end
  }

  // MARK: Words, digits and the rest

  private mutating func word(from start: Int, _ first: ScalarTraits) -> Piece {
    var script = Self.kanaAsOne(first.script, scalars[start])
    var letters = 1
    var end = start + 1
    var probe = end
    while probe < scalars.count {
      let scalar = scalars[probe]
      let traits = ScalarTraits(of: scalar)
      if traits.isLetter {
        let next = Self.kanaAsOne(traits.script, scalar)
        if script == .common || script == .inherited { script = next }
        guard next == script || next == .common || next == .inherited else { break }
        letters += 1
        probe += 1
        end = probe
      } else if traits.isMark {
        probe += 1
        end = probe
      } else if traits.isIgnorable {
        probe += 1
      } else if Self.isApostrophe(scalar) && probe == end && script.hasNoWordSpaces == false && isLetter(probe + 1) {
        probe += 1
      } else {
        break
      }
    }
    index = end
    return Piece(kind: .word, range: start..<end, script: script, letters: letters)
  }

  private func isLetter(_ index: Int) -> Bool { index < scalars.count && ScalarTraits(of: scalars[index]).isLetter }

  private static func isApostrophe(_ scalar: UInt32) -> Bool { scalar == 0x27 || scalar == 0x2019 }

  /// Kana of both kinds, with the length mark and the half-width marks, are one script here.
  private static func kanaAsOne(_ script: Script, _ scalar: UInt32) -> Script {
    if scalar == 0x30FC || scalar == 0xFF70 || script == .hiragana { return .katakana }
    return script
  }

  private mutating func digits(from start: Int) -> Piece {
    var end = start + 1
    while end < scalars.count {
      if ScalarTraits(of: scalars[end]).isDigit {
        end += 1
      } else if [0x2E, 0x2C, 0x3A, 0xFF0E].contains(scalars[end]) && end + 1 < scalars.count
        && ScalarTraits(of: scalars[end + 1]).isDigit
      {
        end += 2
      } else {
        break
      }
    }
    return take(.digits, to: end)
  }

  private static func isEmoji(_ scalar: UInt32, _ traits: ScalarTraits) -> Bool { traits.isEmoji && scalar >= 0x80 }

  private mutating func emoji(from start: Int) -> Piece {
    var end = start + 1
    while end < scalars.count {
      let traits = ScalarTraits(of: scalars[end])
      guard Self.isEmoji(scalars[end], traits) || traits.isIgnorable || traits.isMark else { break }
      end += 1
    }
    return take(.emoji, to: end)
  }

  private mutating func other(from start: Int) -> Piece {
    var end = start + 1
    while end < scalars.count {
      let scalar = scalars[end]
      let traits = ScalarTraits(of: scalar)
      if traits.isLetter || traits.isDigit || traits.isSpace || Self.isEmoji(scalar, traits) { break }
      if [0x23, 0x3A, 0x3B, 0x3D, 0x40, 0xFF03, 0xFF20].contains(scalar) { break }
      end += 1
    }
    return take(.other, to: end)
  }
}
