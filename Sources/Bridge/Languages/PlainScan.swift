/// Cuts a text that is nothing but words of one alphabet, common punctuation and emoji into folded words, byte by byte.
///
/// Most posts are like that. Whatever is not (links, names, tags, two scripts, marks that are left out) is no business of
/// this reader, and left to `PostReading`.
struct PlainScan {
  /// A word: where it stands in the text, in scalars, and its folded form in the buffer.
  struct Word {
    var start: Int32 = 0
    var end: Int32 = 0
    var foldedStart: Int32 = 0
    var foldedEnd: Int32 = 0
    var hash: UInt64 = 0
  }

  /// What a text turned out to be.
  enum Outcome {
    case notPlain
    /// `count` words of one group.
    case words(LanguageGroup, count: Int, letters: Int)
    /// From the first letter to the last all in the language of their script.
    case decided(UInt8, Range<Int>, letters: Int)
  }

  /// Longer texts are left to `PostReading`.
  static let mostWords = 256
  static let mostFolded = 4096

  private var wordStart = 0
  private var foldedStart = 0
  private var filled = 0
  private var length = 0
  private var hash = WordPieces.wordSeed
  private var count = 0

  /// Reads `bytes[range]`; `onWord` is called with the hash of each word as soon as its end is seen.
  @inline(__always)
  static func read(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ table: Span<UInt32>, into words: inout MutableSpan<Word>,
    _ folded: inout MutableSpan<UInt32>, onWord: (UInt64) -> Void
  ) -> Outcome {
    var scan = PlainScan()
    let end = range.upperBound
    var place = range.lowerBound
    var scalars = 0
    var letters = 0
    var groups: UInt32 = 0
    var decided: UInt32 = 0
    var decidedStart = -1
    var decidedEnd = 0
    var afterEmoji = false
    while place < end {
      let before = place
      let byte = bytes[place]
      var entry: UInt32
      if byte < 0x80 {
        entry = table[Int(byte)]
        place &+= 1
        afterEmoji = false
      } else if byte < 0xE0 {
        guard byte >= 0xC2, place &+ 1 < end, bytes[place &+ 1] & 0xC0 == 0x80 else { return .notPlain }
        entry = table[Int(byte & 0x1F) << 6 | Int(bytes[place &+ 1] & 0x3F)]
        place &+= 2
        afterEmoji = false
      } else {
        guard let (scalar, size) = long(bytes, place, end) else { return .notPlain }
        entry = scalar < 0x2000 ? table[Int(scalar)] : far(scalar, afterEmoji: afterEmoji)
        place &+= size
        afterEmoji = entry == PlainTable.Kind.gap << 16 && (afterEmoji || scalar >= 0x2190)
      }
      scalars &+= 1
      let kind = entry >> 16 & PlainTable.Kind.mask
      // Nearly everything is one of these two: a jump by a table is guessed wrongly more often than two comparisons.
      if kind == PlainTable.Kind.letter {
        if scan.length == 0 { scan.wordStart = scalars &- 1 }
        let run = scan.takeLetters(bytes, before, end, table, &folded)
        guard run.place > before else { return .notPlain }
        place = run.place
        scalars &+= run.letters &- 1
        letters &+= run.letters
        groups |= run.groups
        continue
      }
      if kind == PlainTable.Kind.gap {
        guard scan.endWord(scalars &- 1, &words, onWord) else { return .notPlain }
        continue
      }
      switch kind {
      case PlainTable.Kind.mark:
        guard scan.length > 0, scan.append(entry & 0xFFFF, &folded) else { return .notPlain }
      case PlainTable.Kind.digit:
        // `covid19` and `a1b2` are for `PostReading` to cut.
        let touchesNext =
          place < end && table[Int(bytes[place] & 0x7F)] >> 16 & PlainTable.Kind.mask == PlainTable.Kind.letter
        guard scan.length == 0, !touchesNext else { return .notPlain }
      case PlainTable.Kind.stop:
        guard isGap(byte, bytes, range.lowerBound, place, end),
          scan.endWord(scalars &- 1, &words, onWord)
        else { return .notPlain }
      case PlainTable.Kind.apostrophe:
        // It belongs to the word between two letters.
        if scan.length > 0 && isLetter(bytes, place, end, table) {
          guard scan.append(0x27, &folded) else { return .notPlain }
        } else {
          guard scan.endWord(scalars &- 1, &words, onWord) else { return .notPlain }
        }
      case PlainTable.Kind.decidedLetter:
        guard decided == 0 || decided == entry >> 24 else { return .notPlain }
        decided = entry >> 24
        if decidedStart < 0 { decidedStart = scalars &- 1 }
        decidedEnd = scalars
        letters &+= 1
      case PlainTable.Kind.decidedMark:
        guard decidedEnd == scalars &- 1, decidedStart >= 0 else { return .notPlain }
        decidedEnd = scalars
      default: return .notPlain
      }
    }
    guard scan.endWord(scalars, &words, onWord) else { return .notPlain }
    if decided != 0 {
      guard groups == 0, letters >= Speechless.fewLetters else { return .notPlain }
      return .decided(UInt8(truncatingIfNeeded: decided), decidedStart..<decidedEnd, letters: letters)
    }
    guard groups.nonzeroBitCount == 1, let group = LanguageGroup(rawValue: groups.trailingZeroBitCount) else {
      return .notPlain
    }
    return isPlain(words.span, scan.count, folded.span, table, group, letters: letters)
      ? .words(group, count: scan.count, letters: letters) : .notPlain
  }

  // MARK: Words

  /// How far a run of letters goes.
  private struct Run {
    var place: Int
    var letters = 0
    var groups: UInt32 = 0
  }

  /// Takes the letters from `place` on into the word at hand; stays at `place` where there is no room.
  ///
  /// Never inlined: by itself this loop fits into registers, inside the other it does not (a third slower).
  @inline(never)
  private mutating func takeLetters(
    _ bytes: Span<UInt8>, _ place: Int, _ end: Int, _ table: Span<UInt32>, _ folded: inout MutableSpan<UInt32>
  ) -> Run {
    var run = Run(place: place)
    var filled = filled
    var hash = hash
    var last = length > 0 ? folded[filled &- 1] : 0
    var beforeLast = length > 1 ? folded[filled &- 2] : 0
    let full = foldedStart &+ WordFold.longest
    guard full < folded.count else { return run }
    while run.place < end {
      let byte = bytes[run.place]
      var entry: UInt32
      var size = 1
      if byte < 0x80 {
        entry = table[Int(byte)]
      } else if byte < 0xE0 {
        guard byte >= 0xC2, run.place &+ 1 < end, bytes[run.place &+ 1] & 0xC0 == 0x80 else { break }
        entry = table[Int(byte & 0x1F) << 6 | Int(bytes[run.place &+ 1] & 0x3F)]
        size = 2
      } else {
        guard let (scalar, length) = Self.long(bytes, run.place, end), scalar < 0x2000 else { break }
        entry = table[Int(scalar)]
        size = length
      }
      guard entry >> 16 & PlainTable.Kind.mask == PlainTable.Kind.letter else { break }
      run.place &+= size
      run.letters &+= 1
      run.groups |= entry >> 24
      let scalar = entry & 0xFFFF
      if scalar == last && scalar == beforeLast || filled == full { continue }
      folded[filled] = scalar
      filled &+= 1
      hash = WordPieces.mix(hash, scalar)
      beforeLast = last
      last = scalar
    }
    self.filled = filled
    self.hash = hash
    length = filled &- foldedStart
    return run
  }

  /// Adds a mark or an apostrophe to the word at hand; false where there is no room.
  private mutating func append(_ scalar: UInt32, _ folded: inout MutableSpan<UInt32>) -> Bool {
    if length == WordFold.longest { return true }
    if length >= 2 && folded[filled &- 1] == scalar && folded[filled &- 2] == scalar { return true }
    guard filled < folded.count else { return false }
    folded[filled] = scalar
    filled &+= 1
    length &+= 1
    hash = WordPieces.mix(hash, scalar)
    return true
  }

  /// Ends the word at hand, if there is one, before the scalar `end`; false where it cannot be kept.
  @inline(__always)
  private mutating func endWord(
    _ end: Int, _ words: inout MutableSpan<Word>, _ onWord: (UInt64) -> Void
  ) -> Bool {
    if length == 0 { return true }
    guard count < words.count else { return false }
    words[count] = Word(
      start: Int32(truncatingIfNeeded: wordStart), end: Int32(truncatingIfNeeded: end),
      foldedStart: Int32(truncatingIfNeeded: foldedStart), foldedEnd: Int32(truncatingIfNeeded: filled), hash: hash)
    onWord(hash)
    count &+= 1
    startWord()
    return true
  }

  /// Whether none of the words may be laughter or a face, as `xD` may be, nor the post too short to tell; looked at
  /// afterwards, since in the loop over letters it cost a third of that loop's speed.
  @inline(never)
  private static func isPlain(
    _ words: Span<Word>, _ count: Int, _ folded: Span<UInt32>, _ table: Span<UInt32>, _ group: LanguageGroup,
    letters: Int
  ) -> Bool {
    // A short Hindi post may be long enough by its marks; ha-ha may be laughter.
    if letters < PostReading.fewestLetters && group == .devanagari || count > 1 && letters == 2 * count { return false }
    for index in 0..<count {
      let range = Int(words[index].foldedStart)..<Int(words[index].foldedEnd)
      if range.count < 2 {
        // A short post's lone Cyrillic letter may be part of a face.
        if group == .cyrillic && letters < Speechless.fewLetters { return false }
        continue
      }
      let (first, second) = (folded[range.lowerBound], folded[range.lowerBound &+ 1])
      let third = range.count > 2 ? folded[range.lowerBound &+ 2] : 0
      if (table[Int(first)] | table[Int(second)] | table[Int(third)]) & PlainTable.suspect == 0 { continue }
      if first == 0x78 && second == 0x64 || Speechless.isLaughterOrFace(folded, range) { return false }
    }
    return true
  }

  @inline(__always)
  private mutating func startWord() {
    foldedStart = filled
    length = 0
    hash = WordPieces.wordSeed
  }

  // MARK: Scalars

  /// The scalar of three or four bytes at `place`, and how many they are; nil where it is no UTF-8.
  @inline(__always)
  private static func long(_ bytes: Span<UInt8>, _ place: Int, _ end: Int) -> (UInt32, Int)? {
    let byte = bytes[place]
    guard place &+ 2 < end, bytes[place &+ 1] & 0xC0 == 0x80, bytes[place &+ 2] & 0xC0 == 0x80 else { return nil }
    let middle = UInt32(bytes[place &+ 1] & 0x3F) << 6 | UInt32(bytes[place &+ 2] & 0x3F)
    if byte < 0xF0 {
      let scalar = UInt32(byte & 0x0F) << 12 | middle
      return scalar >= 0x800 && scalar & 0xF800 != 0xD800 ? (scalar, 3) : nil
    }
    guard byte < 0xF5, place &+ 3 < end, bytes[place &+ 3] & 0xC0 == 0x80 else { return nil }
    let scalar = UInt32(byte & 7) << 18 | middle << 6 | UInt32(bytes[place &+ 3] & 0x3F)
    return scalar >= 0x10000 && scalar < 0x110000 ? (scalar, 4) : nil
  }

  /// What a scalar from U+2000 on is here; the few kinds that plain posts have.
  private static func far(_ scalar: UInt32, afterEmoji: Bool) -> UInt32 {
    switch scalar {
    case 0x2019: PlainTable.Kind.apostrophe << 16
    case 0x2010...0x2027, 0x2030...0x205E, 0x20A0...0x20BF: PlainTable.Kind.gap << 16
    case 0xAC00...0xD7A3: PlainTable.Kind.decidedLetter << 16 | UInt32(LanguageCatalogue.korean) << 24
    case 0x200D, 0xFE0F: (afterEmoji ? PlainTable.Kind.gap : PlainTable.Kind.other) << 16
    case 0x2190...0x2BFF, 0x1F300...0x1FAFF: PlainTable.Kind.gap << 16
    default: PlainTable.Kind.other << 16
    }
  }

  /// Whether the stop before `place` is nothing but a stop: no part of a link or of an emoticon.
  private static func isGap(_ stop: UInt8, _ bytes: Span<UInt8>, _ start: Int, _ place: Int, _ end: Int) -> Bool {
    guard place < end else { return true }
    let next = bytes[place]
    let previous = place &- 2 >= start ? bytes[place &- 2] : 0x20
    let nextIsWord = PieceScanner.isASCIIAlphanumeric(UInt32(next))
    if stop == 0x2E { return !nextIsWord || isDigit(previous) && isDigit(next) }
    if PieceScanner.isASCIIAlphanumeric(UInt32(previous)) { return next != 0x2F }
    return !nextIsWord && next != 0x2D && next != 0x27 && next != 0x5E
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  /// Whether a letter that the table knows begins at `place`.
  private static func isLetter(_ bytes: Span<UInt8>, _ place: Int, _ end: Int, _ table: Span<UInt32>) -> Bool {
    guard place < end else { return false }
    let byte = bytes[place]
    if byte < 0x80 { return table[Int(byte)] >> 16 & 0xFF == PlainTable.Kind.letter }
    guard byte < 0xE2, place &+ 1 < end else { return false }
    if byte < 0xE0 {
      return table[Int(byte & 0x1F) << 6 | Int(bytes[place &+ 1] & 0x3F)] >> 16 & 0xFF == PlainTable.Kind.letter
    }
    guard let (scalar, _) = long(bytes, place, end) else { return false }
    return table[Int(scalar)] >> 16 & 0xFF == PlainTable.Kind.letter
  }
}
