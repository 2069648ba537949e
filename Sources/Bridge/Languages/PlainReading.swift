/// The tag of a post that is nothing but words of one alphabet and common punctuation, read byte by byte.
///
/// Most posts are like that; whatever is not (links, names, digits, emoji, two scripts, marks) is left to `PostReading`,
/// which gives the same answers three times slower (`Deploy/bench languages`, 2026-11-25). One per thread: it keeps the
/// words at hand in buffers. The rows of a word are asked for when its end is seen and read when the post has been, so
/// that the memory has time to answer.
struct PlainReading {
  private let model: LanguageModel
  /// The folded words of the post, one after the other.
  private var folded: [UInt32]
  /// Where each word stands in `folded`, and its hash.
  private var words: [Word]
  /// Unknown words met lately, 200 kB: communities use the same names and inventions again and again.
  private var lately: [Met]
  private let preference: LanguagePreference

  init(_ model: LanguageModel, _ preference: LanguagePreference) {
    self.model = model
    self.preference = preference
    lately = Array(repeating: Met(hash: 0, evidence: .zero), count: 2048)
    folded = []
    words = []
    folded.reserveCapacity(1024)
    words.reserveCapacity(Self.batch)
  }

  private enum Class {
    static let other: UInt8 = 0, letter: UInt8 = 1, gap: UInt8 = 2, apostrophe: UInt8 = 3, stop: UInt8 = 4
  }

  /// What each byte of ASCII is here. A stop is a gap only where a blank or the end follows it.
  private static let classes: [UInt8] = (0..<128).map { byte in
    switch UInt8(byte) {
    case 0x41...0x5A, 0x61...0x7A: Class.letter
    case 0x20, 0x09, 0x21, 0x22, 0x28, 0x29, 0x2C, 0x2D, 0x3F, 0x30...0x39: Class.gap
    case 0x27: Class.apostrophe
    case 0x2E, 0x3A, 0x3B: Class.stop
    default: Class.other
    }
  }

  /// The place in `LanguageCatalogue.tags` of the language of the text in `bytes[range]`; nil where it is not plain.
  mutating func language(_ bytes: [UInt8], _ range: Range<Int>) -> UInt8? {
    let classes = Self.classes
    let end = range.upperBound
    var place = range.lowerBound
    var group: LanguageGroup?
    var total = Lanes.zero
    var letters = 0
    var wordLetters = 0
    var only: UInt8 = 0
    var onlyScalars = 0
    var hash = WordPieces.wordSeed
    folded.removeAll(keepingCapacity: true)
    words.removeAll(keepingCapacity: true)
    var start = 0
    while true {
      var scalar: UInt32 = 0x20
      var kind = Class.gap
      if place < end {
        let byte = bytes[place]
        if byte < 0x80 {
          kind = classes[Int(byte)]
          scalar = UInt32(byte)
          place += 1
          if kind == Class.stop {
            guard place == end || bytes[place] == 0x20 || bytes[place] == byte else { return nil }
            kind = Class.gap
          }
          if kind == Class.other { return nil }
        } else if byte == 0xC2, place + 1 < end {
          // No-break space, ¡ « » ¿.
          guard [0xA0, 0xA1, 0xAB, 0xBB, 0xBF].contains(bytes[place + 1]) else { return nil }
          place += 2
        } else if byte >= 0xC3, byte < 0xE0, place + 1 < end, bytes[place + 1] & 0xC0 == 0x80 {
          scalar = UInt32(byte & 0x1F) << 6 | UInt32(bytes[place + 1] & 0x3F)
          place += 2
          kind = Class.letter
        } else if byte >= 0xE0, byte <= 0xED, byte != 0xE3, place + 2 < end, bytes[place + 1] & 0xC0 == 0x80,
          bytes[place + 2] & 0xC0 == 0x80
        {
          scalar = UInt32(byte & 0x0F) << 12 | UInt32(bytes[place + 1] & 0x3F) << 6 | UInt32(bytes[place + 2] & 0x3F)
          guard scalar >= 0x800 else { return nil }
          place += 3
          kind = Class.letter
          if byte == 0xE2 {
            guard scalar >= 0x2010 && scalar <= 0x2026 else { return nil }
            kind = scalar == 0x2019 ? Class.apostrophe : Class.gap
          } else if scalar == 0x964 {
            kind = Class.gap
          }
        } else {
          return nil
        }
      }
      if kind == Class.apostrophe {
        // It belongs to the word between two letters.
        guard wordLetters > 0, place < end else { continue }
        let next = bytes[place]
        if next < 0x80 ? classes[Int(next)] == Class.letter : next >= 0xC3 && next < 0xE2 {
          append(0x27, &hash, start)
          continue
        }
        kind = Class.gap
      }
      if kind == Class.letter {
        let decided = Self.decided(scalar)
        if decided != 0 {
          guard group == nil, only == 0 || only == decided else { return nil }
          only = decided
          onlyScalars += 1
          continue
        }
        guard only == 0, let lower = WordFold.lowercased(scalar), let own = Self.group(lower),
          group == nil || group == own
        else {
          return nil
        }
        group = own
        wordLetters += 1
        append(lower, &hash, start)
        continue
      }
      if wordLetters > 0, let group {
        if folded[start] == 0x78 && folded.count > start &+ 1 && folded[start &+ 1] == 0x64 { return nil }
        letters &+= wordLetters
        model.expect(hash)
        words.append(Word(range: start..<folded.count, hash: hash))
        start = folded.count
        if words.count == Self.batch {
          read(&total, group)
          start = 0
        }
        hash = WordPieces.wordSeed
        wordLetters = 0
      }
      if place >= end { break }
    }
    if only != 0 {
      // Marks were counted too, so that a few are not enough to know that there are letters enough.
      return onlyScalars >= PostReading.fewestLetters * 2 ? preference.allowed(only) : nil
    }
    guard letters >= PostReading.fewestLetters, let group, preference.allows(group) else { return nil }
    read(&total, group)
    total = total + preference.bias[group.rawValue]
    total.settle(atLeast: ModelReader.farBehind)
    return UInt8(LanguageCatalogue.first(of: group) + total.lane(of: 0))
  }

  /// So many words are read together.
  private static let batch = 64

  /// Adds the evidence of the words at hand, and forgets them.
  ///
  /// The known ones first: where they have decided the post by more than unknown words can say, those are not looked at.
  private mutating func read(_ total: inout Lanes, _ group: LanguageGroup) {
    var unknown = 0
    for index in words.indices {
      if let evidence = model.knownEvidence(words[index].hash) {
        // A known word says no more than 508 units, so that a batch of them stays far inside 16 bits.
        total = total + evidence
      } else {
        words[unknown] = words[index]
        unknown += 1
      }
    }
    total = total + model.unused[group.rawValue]
    total.settle(atLeast: ModelReader.farBehind)
    if unknown > 0 && !total.leads(by: Self.decisive &* Int16(truncatingIfNeeded: unknown)) {
      for index in 0..<unknown {
        total = total + unknownEvidence(words[index].range, words[index].hash, group)
        total.settle(atLeast: ModelReader.farBehind)
      }
    }
    folded.removeAll(keepingCapacity: true)
    words.removeAll(keepingCapacity: true)
  }

  /// More than this an unknown word hardly ever says: 6 natural logarithms.
  private static let decisive = LanguageModelFormat.unit * 6

  /// The evidence of a word that has no row of its own, from the words met lately or from its pieces.
  private mutating func unknownEvidence(_ range: Range<Int>, _ hash: UInt64, _ group: LanguageGroup) -> Lanes {
    let slot = Int(hash >> 53)
    if lately[slot].hash == hash { return lately[slot].evidence }
    let evidence = model.evidenceOfPieces(of: folded, range, group)
    lately[slot] = Met(hash: hash, evidence: evidence)
    return evidence
  }

  /// A word of the post at hand.
  private struct Word {
    var range: Range<Int>
    var hash: UInt64
  }

  /// A word and its evidence.
  private struct Met {
    var hash: UInt64
    var evidence: Lanes
  }

  /// The language that the script of `scalar` decides, where posts in it are common; 0 where it decides nothing.
  @inline(__always)
  private static func decided(_ scalar: UInt32) -> UInt8 {
    if scalar < 0x370 { return 0 }
    switch scalar {
    case 0x370..<0x400, 0x1F00..<0x2000: return Decided.greek
    case 0x5D0..<0x5EB: return Decided.hebrew
    case 0x980..<0x9E4: return Decided.bengali
    case 0xB80..<0xBE0: return Decided.tamil
    case 0xE01..<0xE3B, 0xE40..<0xE4F: return Decided.thai
    case 0xAC00..<0xD7A4: return LanguageCatalogue.korean
    default: return 0
    }
  }

  private enum Decided {
    static let greek = LanguageCatalogue.number(of: "el")
    static let hebrew = LanguageCatalogue.number(of: "he")
    static let bengali = LanguageCatalogue.number(of: "bn")
    static let tamil = LanguageCatalogue.number(of: "ta")
    static let thai = LanguageCatalogue.number(of: "th")
  }

  @inline(__always)
  private mutating func append(_ scalar: UInt32, _ hash: inout UInt64, _ start: Int) {
    let count = folded.count
    let length = count &- start
    if length == WordFold.longest { return }
    if length >= 2 && folded[count &- 1] == scalar && folded[count &- 2] == scalar { return }
    folded.append(scalar)
    hash = WordPieces.mix(hash, scalar)
  }

  @inline(__always)
  private static func group(_ scalar: UInt32) -> LanguageGroup? {
    switch scalar {
    case 0..<0x250, 0x1E00..<0x1F00: .latin
    case 0x400..<0x500: .cyrillic
    case 0x600..<0x700: .arabic
    case 0x900..<0x980: .devanagari
    default: nil
    }
  }
}
