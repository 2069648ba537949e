internal import Text

/// The compiled Chinese dictionary: words in both scripts with readings, senses and costs.
final class ChineseDictionary: Sendable {
  static let fileName = "zh.dict"

  let file: DictionaryFile
  let sources: [DictionarySource]
  /// The cost of a character that no word covers.
  let unknownCost: Float
  /// The longest word, in scalars.
  let longest: Int

  init(_ path: String) throws(DictionaryError) {
    file = try DictionaryFile(path)
    unknownCost = Float(bitPattern: file.number(.limits, 0))
    longest = Int(file.number(.limits, 1))
    sources = try Self.sources(file.text(.sources), path)
    guard unknownCost.isFinite, longest > 0 else { throw DictionaryError(.damaged("its limits are wrong"), path) }
  }

  private static func sources(_ text: String, _ path: String) throws(DictionaryError) -> [DictionarySource] {
    guard let json = try? JSONParser.parse(text), let sources = json["sources"]?.array else {
      throw DictionaryError(.damaged("its list of sources cannot be read"), path)
    }
    return sources.map { source in
      func text(_ name: String) -> String { source[name]?.string ?? "" }
      return DictionarySource(
        id: text("id"), name: text("name"), version: text("version"), date: text("date"), licence: text("licence"),
        attribution: text("attribution"))
    }
  }

  /// The key number of `word`, or nil.
  func key(of word: String) -> Int? {
    let trie = file.trie
    return file.withBytes { bytes in
      var cell = 0
      for scalar in word.unicodeScalars {
        cell = trie.child(of: cell, by: trie.symbol(ChineseKeys.folded(scalar.value), in: bytes), in: bytes)
        if cell < 0 { return nil }
      }
      let key = trie.key(at: cell, in: bytes)
      return key < 0 ? nil : key
    }
  }

  /// The entries of a key, the likeliest reading first.
  func entries(of key: Int) -> [DictionaryEntry] {
    file.list(key, .keyEntryStarts, .keyEntries).map { entry(Int($0)) }
  }

  /// The reading of a key's likeliest entry.
  func reading(of key: Int) -> String {
    guard let first = file.list(key, .keyEntryStarts, .keyEntries).first else { return "" }
    return file.string(file.number(.entries, Int(first) * 6 + 2))
  }

  /// The senses of a key as they are ranked, each with its flags.
  func rankedSenses(of key: Int) -> [(text: String, flags: SenseFlags)] {
    file.list(key, .keyGlossStarts, .keyGlosses).map { sense(Int($0)) }
  }

  /// The entry of number `index`.
  func entry(_ index: Int) -> DictionaryEntry {
    let first = Int(file.number(.entries, index * 6 + 3))
    let count = Int(file.number(.entries, index * 6 + 4))
    let flags = SenseFlags(rawValue: file.number(.entries, index * 6 + 5))
    let limit = Int(UInt16.max)
    return DictionaryEntry(
      traditional: file.string(file.number(.entries, index * 6)),
      simplified: file.string(file.number(.entries, index * 6 + 1)),
      reading: file.string(file.number(.entries, index * 6 + 2)),
      senses: (first..<first + min(count, limit)).map { GlossSense(sense($0)) },
      source: flags.contains(.unihan) ? DictionarySources.unihan : DictionarySources.cedict)
  }

  private func sense(_ index: Int) -> (text: String, flags: SenseFlags) {
    (file.string(file.number(.senses, index * 2)), SenseFlags(rawValue: file.number(.senses, index * 2 + 1)))
  }
}
