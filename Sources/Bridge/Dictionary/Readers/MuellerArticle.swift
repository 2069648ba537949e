/// One article of Müller's English–Russian dictionary: an English word and the Russian words that it is translated by.
///
///     love
///        [lʌv]
///        1. _n.
///           1) любовь, привязанность; there's no love lost between them они недолюбливают друг друга
///           2) влюблённость; to fall in love (with) влюбиться (в)
///        2. _v.
///           1) любить
struct MuellerArticle {
  struct Translation {
    var english: String
    var russian: String
    var part: String
    var flags: SenseFlags
    /// How far behind in the article, in senses and in words of a sense: 0 is the very first.
    var sense: Int
    var place: Int
    /// An example of the article, not a sense of its word.
    var isExample: Bool
    /// Of a field (`_мор.`).
    var isSpecial: Bool
  }

  private(set) var headword: String
  private(set) var translations: [Translation] = []
  private var part = ""
  private var sense = 0

  /// Nil where the article has no headword.
  init?(_ lines: [ArraySlice<UInt8>]) {
    guard let first = lines.first else { return nil }
    headword = KeyFold.key(String(decoding: first, as: UTF8.self).trimmed)
    if headword.isEmpty { return nil }
    for segment in Self.segments(of: Self.joined(lines.dropFirst())) { read(segment) }
  }

  // MARK: Text

  /// The lines as one, words that were cut at a line's end put together, what stands in brackets left out.
  private static func joined(_ lines: ArraySlice<ArraySlice<UInt8>>) -> [Unicode.Scalar] {
    var out: [Unicode.Scalar] = []
    var closing: [Unicode.Scalar] = []
    for line in lines {
      let text = String(decoding: line, as: UTF8.self).trimmed
      if out.last != "-" { out.append(" ") }
      for scalar in text.unicodeScalars {
        if let close = brackets[scalar] {
          closing.append(close)
        } else if scalar == closing.last {
          closing.removeLast()
        } else if closing.isEmpty {
          out.append(scalar)
        }
      }
    }
    return out
  }

  private static let brackets: [Unicode.Scalar: Unicode.Scalar] = ["(": ")", "[": "]", "{": "}"]

  private struct Segment {
    var text: String
    /// It begins a sense: `2)`.
    var startsSense = false
    /// It begins a part of speech: `2.`.
    var startsPart = false
  }

  /// The article at semicolons and at its numbers: `1.`, `1)`, `а)`.
  private static func segments(of text: [Unicode.Scalar]) -> [Segment] {
    var segments: [Segment] = []
    var current = Segment(text: "")
    func end(_ next: Segment) {
      if !current.text.isEmpty { segments.append(current) }
      current = next
    }
    for word in text.split(separator: " ") {
      let (digits, mark) = (word.prefix { ("0"..."9").contains($0) }, word.first { !("0"..."9").contains($0) })
      if !digits.isEmpty, mark == ")" || mark == ".", word.count <= digits.count + 1 || mark == ")" {
        end(Segment(text: "", startsSense: mark == ")", startsPart: mark == "."))
        append(word.dropFirst(digits.count + 1))
      } else if word.count >= 2, word.dropFirst().first == ")", word.first.map({ ("а"..."я").contains($0) }) ?? false {
        end(Segment(text: ""))
        append(word.dropFirst(2))
      } else {
        append(word)
      }
    }
    func append(_ word: ArraySlice<Unicode.Scalar>) {
      guard !word.isEmpty else { return }
      if !current.text.isEmpty { current.text += " " }
      let ends = word.last == ";"
      current.text.unicodeScalars.append(contentsOf: ends ? word.dropLast() : word)
      if ends { end(Segment(text: "")) }
    }
    end(Segment(text: ""))
    return segments
  }

  // MARK: Translations

  private mutating func read(_ segment: Segment) {
    if segment.startsSense && !translations.isEmpty { sense += 1 }
    if segment.startsPart && !translations.isEmpty { sense += 2 }
    var words = segment.text.split(separator: " ")
    var (flags, isSpecial): (SenseFlags, Bool) = ([], false)
    words.removeAll { word in
      guard word.hasPrefix("_") else { return false }
      if let known = Self.parts[word] {
        part = known
      } else if let known = Self.registers[word] {
        flags.formUnion(known)
      } else if !Self.plain.contains(word) {
        isSpecial = true
      }
      return true
    }
    guard let first = words.first?.unicodeScalars.first else { return }
    if Self.isLatin(first) {
      example(words, flags, isSpecial)
    } else if words.first != "=" && words.first != "см." {
      translate(headword, words, flags, isSpecial, isExample: false)
    }
  }

  /// `to fall in love влюбиться`: an English phrase and its translation.
  private mutating func example(_ words: [Substring], _ flags: SenseFlags, _ isSpecial: Bool) {
    let english = words.prefix { $0.unicodeScalars.first.map { !Self.isCyrillic($0) } ?? true }
    var phrase = english.joined(separator: " ").lowercased()
    if phrase.hasPrefix("to ") { phrase = String(phrase.dropFirst(3)) }
    guard (1...3).contains(phrase.split(separator: " ").count),
      phrase.utf8.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A || $0 == 0x20 || $0 == 0x27 || $0 == 0x2D })
    else { return }
    translate(phrase, Array(words.dropFirst(english.count)), flags, isSpecial, isExample: true)
  }

  private mutating func translate(
    _ english: String, _ words: [Substring], _ flags: SenseFlags, _ isSpecial: Bool, isExample: Bool
  ) {
    let text = words.joined(separator: " ")
    for (place, item) in text.split(separator: ",").enumerated() {
      let words = item.split(separator: " ").filter { !$0.hasSuffix("-л.") && !$0.hasSuffix("-л") }
      let russian = KeyFold.key(words.joined(separator: " "))
      guard (1...(isExample ? 1 : 3)).contains(words.count), russian.unicodeScalars.allSatisfy(Self.isWord) else {
        continue
      }
      translations.append(
        Translation(
          english: english, russian: russian, part: part, flags: flags, sense: sense, place: place,
          isExample: isExample, isSpecial: isSpecial))
    }
  }

  private static func isLatin(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x250 && scalar.properties.isAlphabetic
  }

  private static func isCyrillic(_ scalar: Unicode.Scalar) -> Bool { (0x400...0x52F).contains(scalar.value) }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    isCyrillic(scalar) || scalar == " " || scalar == "-"
  }

  private static let parts: [Substring: String] = [
    "_n.": "n", "_v.": "v", "_a.": "adj", "_adv.": "adv", "_prep.": "pr", "_pron.": "prn", "_cj.": "cnj", "_int.": "ij",
    "_interj.": "ij", "_num.": "num", "_part.": "part",
  ]

  private static let registers: [Substring: SenseFlags] = [
    "_разг.": .colloquial, "_уст.": .archaic, "_поэт.": .literary, "_книжн.": .literary, "_жарг.": .slang,
    "_груб.": .vulgar, "_презр.": .derogatory, "_пренебр.": .derogatory, "_диал.": .dialect, "_эвф.": .euphemism,
  ]

  /// Labels that say nothing against a sense.
  private static let plain: Set<Substring> = [
    "_ам.", "_перен.", "_attr.", "_pl.", "_собир.", "_преим.", "_тж.", "_обыкн.", "_шутл.", "_pass.", "_p.", "_p-p.",
    "_sing.",
    "_презр.", "_ласк.", "_сокр.", "_inf.", "_refl.", "_predic.", "_мед.", "_зоол.", "_бот.", "_анат.",
  ]
}
