/// English text as the lemmas of its content words, for matching entries of English lists with glosses.
///
/// Rules of inflection only (plurals, -ed, -ing, a few irregular forms): what both sides go through alike.
package enum EnglishLemmas {
  /// The lemmas of the content words of `text`, in order; what stands in parentheses is an aside and left out.
  package static func of(_ text: String) -> [String] {
    var lemmas: [String] = []
    var word: [UInt8] = []
    var depth = 0
    func end() {
      if !word.isEmpty {
        let letters = String(decoding: word, as: UTF8.self)
        if !functionWords.contains(letters) { lemmas.append(lemma(letters)) }
      }
      word.removeAll(keepingCapacity: true)
    }
    for byte in text.utf8 {
      let lower = byte | 0x20
      if depth == 0 && lower >= 0x61 && lower <= 0x7A {
        word.append(lower)
        continue
      }
      if byte == 0x27 && !word.isEmpty { continue }
      end()
      if byte == 0x28 { depth += 1 }
      if byte == 0x29 { depth = max(0, depth - 1) }
    }
    end()
    return lemmas
  }

  static func lemma(_ word: String) -> String {
    if let lemma = irregular[word] { return lemma }
    let bytes = Array(word.utf8)
    if word.hasSuffix("ies"), bytes.count > 4 { return String(word.dropLast(3)) + "y" }
    if word.hasSuffix("sses") || word.hasSuffix("shes") || word.hasSuffix("ches") || word.hasSuffix("xes") {
      return String(word.dropLast(2))
    }
    if word.hasSuffix("s"), !word.hasSuffix("ss"), !word.hasSuffix("us"), !word.hasSuffix("is"), bytes.count > 3 {
      return String(word.dropLast())
    }
    if word.hasSuffix("ing"), bytes.count > 5 { return stem(String(word.dropLast(3))) }
    if word.hasSuffix("ed"), bytes.count > 4 { return stem(String(word.dropLast(2))) }
    return word.hasSuffix("e") && bytes.count > 4 ? String(word.dropLast()) : word
  }

  /// Without a doubled last consonant, and without a last e, so that hoping, hoped and hope meet.
  private static func stem(_ stem: String) -> String {
    let bytes = Array(stem.utf8)
    if bytes.count > 3, bytes[bytes.count - 1] == bytes[bytes.count - 2], !"lsz".utf8.contains(bytes[bytes.count - 1]) {
      return String(stem.dropLast())
    }
    return stem
  }

  /// The forms of `lemmas` that no rule gives.
  static func irregularForms(of lemmas: Set<String>) -> Set<String> {
    Set(irregular.filter { lemmas.contains($0.value) }.keys)
  }

  /// Lemmas as `of` cuts them: knife is knif.
  private static let irregular: [String: String] = [
    "died": "die", "dying": "die", "dies": "die", "killed": "kill", "bought": "buy", "sold": "sell", "men": "man",
    "women": "woman",
    "children": "child", "shot": "shoot", "stolen": "steal", "stole": "steal", "gave": "give", "given": "give",
    "took": "take",
    "taken": "take", "made": "make", "sent": "send", "money": "money", "drugs": "drug", "lying": "lie", "hung": "hang",
    "knives": "knif",
    "prostitution": "prostitution", "going": "go", "went": "go", "gone": "go", "dead": "dead", "death": "death",
  ]

  static let functionWords: Set<String> = Set(
    "a an the to of in on at by for with from and or not be is are was were am been being it its this that these those i me my you your yours he him his she her they them their we us our oneself ones one myself yourself himself herself themselves sb sth somebody someone something etc esp also lit fig do does did as into up out off so"
      .split(separator: " ").map(String.init))
}

/// The content words of an English gloss, as they stand.
enum EnglishWords {
  /// In lower case, function words left out, of two letters or more.
  static func content(of text: String) -> [String] {
    text.utf8.split { !($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) }.compactMap { letters in
      let word = String(decoding: letters.map { $0 | 0x20 }, as: UTF8.self)
      return letters.count > 1 && !EnglishLemmas.functionWords.contains(word) ? word : nil
    }
  }
}
