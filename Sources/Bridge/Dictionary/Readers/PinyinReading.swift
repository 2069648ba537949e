/// CC-CEDICT's numbered pinyin as people read it: `lu:4 r5` is `lǜ r`.
enum PinyinReading {
  /// Every syllable with its tone mark, blanks between; the neutral tone is bare.
  static func marked(_ numbered: String) -> String {
    numbered.split(separator: " ").map { syllable($0) }.joined(separator: " ")
  }

  private static func syllable(_ numbered: Substring) -> String {
    var letters: [Unicode.Scalar] = []
    for scalar in numbered.unicodeScalars {
      guard scalar == ":", let last = letters.popLast() else {
        letters.append(scalar)
        continue
      }
      letters.append(last == "u" ? "ü" : last == "U" ? "Ü" : last)
    }
    guard let last = letters.last, last.value >= 0x31 && last.value <= 0x35, letters.count > 1 else {
      return String(String.UnicodeScalarView(letters))
    }
    letters.removeLast()
    let tone = Int(last.value - 0x30)
    if tone < 5, let place = vowel(letters) { letters[place] = mark(letters[place], tone) }
    return String(String.UnicodeScalarView(letters))
  }

  /// Where the mark stands: on a or e, on the o of ou, else on the last vowel; on m or n where there is none.
  private static func vowel(_ letters: [Unicode.Scalar]) -> Int? {
    if let place = letters.firstIndex(where: { "aeAE".unicodeScalars.contains($0) }) { return place }
    for place in letters.indices.dropLast() {
      if letters[place] == "o" || letters[place] == "O", letters[place + 1] == "u" { return place }
    }
    return letters.lastIndex { "iouüIOUÜ".unicodeScalars.contains($0) }
      ?? letters.firstIndex { "mnMN".unicodeScalars.contains($0) }
  }

  private static func mark(_ letter: Unicode.Scalar, _ tone: Int) -> Unicode.Scalar {
    marks[letter].map { Array($0.unicodeScalars)[tone - 1] } ?? letter
  }

  private static let marks: [Unicode.Scalar: String] = [
    "a": "āáǎà", "e": "ēéěè", "i": "īíǐì", "o": "ōóǒò", "u": "ūúǔù", "ü": "ǖǘǚǜ", "A": "ĀÁǍÀ", "E": "ĒÉĚÈ",
    "I": "ĪÍǏÌ", "O": "ŌÓǑÒ", "U": "ŪÚǓÙ", "Ü": "ǕǗǙǛ", "m": "mḿmm", "n": "nńňǹ", "M": "MḾMM", "N": "NŃŇǸ",
  ]
}
