internal import Text

/// Words in Latin letters, as people type them without their own keyboard: kana by Hepburn, Hangul by the Revised
/// Romanisation letter for letter, Cyrillic as in passports and chats.
package enum Romanisation {
  /// The spellings of a word that is all kana, all Hangul or all Cyrillic; none for anything else.
  package static func spellings(of word: String) -> [String] {
    let scalars = FoldedText(word).scalars
    if let romaji = kana(scalars) {
      // Long vowels are written out, doubled or left away.
      return romaji.contains("-") ? [romaji.filter { $0 != "-" }] : [romaji]
    }
    if let latin = hangul(scalars) { return [latin] }
    return cyrillic(scalars).map { [$0] } ?? []
  }

  /// The initials of a Chinese word of four characters or more, or of a Korean word of three syllables or more.
  package static func initials(of word: String) -> String? {
    let scalars = FoldedText(word).scalars
    if scalars.count >= 4 {
      let letters = scalars.compactMap { Syllables.of($0).first.flatMap { Syllables.all.spellings[Int($0)].first } }
      if letters.count == scalars.count { return String(letters) }
    }
    guard scalars.count >= 3, scalars.allSatisfy({ (0xAC00...0xD7A3).contains($0) }) else { return nil }
    return String(
      String.UnicodeScalarView(scalars.map { initialJamo[Int($0 - 0xAC00) / 588] }))
  }

  private static let initialJamo = Array("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ".unicodeScalars)

  // MARK: Kana

  private static func kana(_ scalars: [UInt32]) -> String? {
    guard !scalars.isEmpty else { return nil }
    var out = ""
    var doubles = false
    for scalar in scalars {
      if scalar == 0x30FC {
        out += "-"
        continue
      }
      let hiragana = (0x30A1...0x30F6).contains(scalar) ? scalar - 0x60 : scalar
      if hiragana == 0x3063 {
        doubles = true
        continue
      }
      if let small = smallY[hiragana], out.hasSuffix("i") {
        out.removeLast()
        let keepsY = !(out.hasSuffix("sh") || out.hasSuffix("ch") || out.hasSuffix("j"))
        out += (keepsY ? "y" : "") + small
        continue
      }
      guard hiragana >= 0x3041, hiragana < 0x3041 + UInt32(table.count) else { return nil }
      let syllable = table[Int(hiragana - 0x3041)]
      if syllable.isEmpty { return nil }
      if doubles, let first = syllable.first { out.append(first == "c" ? "t" : first) }
      doubles = false
      out += syllable
    }
    return out
  }

  private static let smallY: [UInt32: String] = [0x3083: "a", 0x3085: "u", 0x3087: "o"]
  /// From ぁ on.
  private static let table =
    "a a i i u u e e o o ka ga ki gi ku gu ke ge ko go sa za shi ji su zu se ze so zo ta da chi ji tsu tsu zu te de to do na ni nu ne no ha ba pa hi bi pi fu bu pu he be pe ho bo po ma mi mu me mo ya ya yu yu yo yo ra ri ru re ro wa wa i e o n vu"
    .split(separator: " ").map(String.init)

  // MARK: Hangul

  private static func hangul(_ scalars: [UInt32]) -> String? {
    guard !scalars.isEmpty else { return nil }
    var out = ""
    for scalar in scalars {
      guard (0xAC00...0xD7A3).contains(scalar) else { return nil }
      let index = Int(scalar - 0xAC00)
      out += initials[index / 588] + vowels[index % 588 / 28] + finals[index % 28]
    }
    return out
  }

  private static let initials = [
    "g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h",
  ]
  private static let vowels = [
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu",
    "ui", "i",
  ]
  private static let finals = [
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng", "t",
    "t", "k",
    "t", "p", "t",
  ]

  // MARK: Cyrillic

  private static func cyrillic(_ scalars: [UInt32]) -> String? {
    guard !scalars.isEmpty else { return nil }
    var out = ""
    for scalar in scalars {
      if scalar == 0x451 {
        out += "e"
      } else if (0x430...0x44F).contains(scalar) {
        out += letters[Int(scalar - 0x430)]
      } else {
        return nil
      }
    }
    return out
  }

  private static let letters = [
    "a", "b", "v", "g", "d", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "h", "c",
    "ch", "sh", "sch",
    "", "y", "", "e", "yu", "ya",
  ]
}
