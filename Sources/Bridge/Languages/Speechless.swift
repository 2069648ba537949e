internal import Text

/// Words that are no language: laughter (`hahaha`, `ахаха`), faces made of letters (`QAQ`, `uwu`) and the letters of faces
/// (`¯\_(ツ)_/¯`, `ಠ_ಠ`, `ʕ•ᴥ•ʔ`).
enum Speechless {
  /// Whether a folded word of Latin or Cyrillic letters is laughter or a face.
  ///
  /// `PlainTable.suspects` has a letter of each. Laughter is `h` and one vowel, at least two of each, so that `huh` and `aha`
  /// stay words. Never inlined: it is seldom asked, and inside the loop over letters it costs that a fifth of its speed.
  @inline(never)
  static func isLaughterOrFace(_ folded: Span<UInt32>, _ range: Range<Int>) -> Bool {
    guard range.count >= 2 else { return false }
    let (first, second) = (folded[range.lowerBound], folded[range.lowerBound &+ 1])
    if first == 0x7A { return folded[range.upperBound &- 1] == 0x7A && range.count == 2 }
    if isH(first) || isH(second) { return range.count >= 4 && isLaughter(folded, range) }
    return (first == 0x71 || first == 0x75 || first == 0x6F) && range.count >= 3 && range.count <= 4
      && isFace(folded, range)
  }

  /// Whether a folded word is one breath of `ha-ha-ha`: posts of nothing else are laughter too.
  @inline(__always)
  static func isBreath(_ folded: Span<UInt32>, _ range: Range<Int>) -> Bool {
    range.count == 2 && isH(folded[range.lowerBound]) && vowels.contains(folded[range.lowerBound &+ 1])
  }

  private static func isH(_ scalar: UInt32) -> Bool { scalar == 0x68 || scalar == 0x445 }

  private static func isLaughter(_ folded: Span<UInt32>, _ range: Range<Int>) -> Bool {
    var vowel: UInt32 = 0
    var breaths = 0
    for index in range {
      let scalar = folded[index]
      if isH(scalar) {
        breaths += 1
      } else if vowel == 0 {
        vowel = scalar
      } else if vowel != scalar {
        return false
      }
    }
    return breaths >= 2 && range.count - breaths >= 2 && vowels.contains(vowel)
  }

  private static let vowels = ScalarSet("aeiouаеиоэы")

  private static func isFace(_ folded: Span<UInt32>, _ range: Range<Int>) -> Bool {
    var text = ""
    for index in range { text.unicodeScalars.append(Unicode.Scalar(folded[index]) ?? " ") }
    return faces.contains(text)
  }

  private static let faces: Set<String> = ["qaq", "qwq", "qvq", "qoq", "qnq", "uwu", "owo", "ovo", "orz", "otz"]

  /// Whether `scalar` is a letter of faces wherever it stands between signs.
  static func isFaceLetter(_ scalar: UInt32) -> Bool { faceLetters.contains(scalar) && !shared.contains(scalar) }

  /// Whether the word at `range` is one letter of a face: one that faces are made of, between signs that touch it.
  static func isPartOfFace(_ scalars: [UInt32], _ range: Range<Int>, isShort: Bool) -> Bool {
    guard range.count <= 3 else { return false }
    let letter = scalars[range].first { !isSign($0) || strangers.contains($0) } ?? scalars[range.lowerBound]
    guard faceLetters.contains(letter), isShort || !shared.contains(letter) else { return false }
    guard scalars[range].allSatisfy({ $0 == letter || isSign($0) }) else { return false }
    let (before, after) = (range.lowerBound - 1, range.upperBound)
    let signBefore = before >= 0 && isSign(scalars[before])
    let signAfter = after < scalars.count && isSign(scalars[after])
    let freeBefore = before < 0 || isFree(scalars[before])
    let freeAfter = after >= scalars.count || isFree(scalars[after])
    return (signBefore || signAfter) && freeBefore && freeAfter
  }

  /// What may stand beside a letter of a face: a sign, a blank or another such letter.
  private static func isFree(_ scalar: UInt32) -> Bool {
    isSign(scalar) || faceLetters.contains(scalar) || ScalarTraits(of: scalar).isSpace
  }

  /// Signs that draw faces; the stops, commas and quotes of ordinary writing are none.
  private static func isSign(_ scalar: UInt32) -> Bool {
    if ordinary.contains(scalar) { return false }
    if strangers.contains(scalar) { return true }
    let traits = ScalarTraits(of: scalar)
    return traits.kind == .punctuation || traits.kind == .symbol || traits.isMark || scalar == 0xFF9F
      || scalar == 0xFF9E
  }

  private static let ordinary = ScalarSet(".,!?:;'\"、。，！？：；「」『』“”‘’《》〈〉【】…—-%&@#+/")
  private static let faceLetters = ScalarSet("ツシッノづっつヮロヘハヽヾゞゝーメ益皿彡口一人乂ﾉﾂﾛﾞﾟ" + strangeLetters + sharedLetters)
  /// Letters that stand beside Chinese and Japanese ones in faces only.
  private static let strangeLetters = "ಠಥಡლʖᴥʕʔº"
  private static let strangers = ScalarSet(strangeLetters)
  /// Letters of faces that longer posts use as any other letter.
  private static let sharedLetters = "ωДдцง"
  private static let shared = ScalarSet(sharedLetters)
  /// From so many letters on, a shared letter is a letter.
  static let fewLetters = 9
}
