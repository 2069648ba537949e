internal import Text

/// The compiled dictionary of one pair: words with readings, senses and costs, mapped and read in place.
final class PairDictionary: Sendable {
  let file: DictionaryFile
  let languages: LanguagePair
  let sources: [DictionarySource]
  /// The cost of a character, or a word, that no key covers.
  let unknownCost: Float
  /// The longest key, in scalars.
  let longest: Int

  init(_ path: String) throws(DictionaryError) {
    file = try DictionaryFile(path)
    unknownCost = Float(bitPattern: file.number(.limits, 0))
    longest = Int(file.number(.limits, 1))
    guard let json = try? JSONParser.parse(file.text(.sources)), let described = json["sources"]?.array,
      let source = json["source"]?.string, let target = json["target"]?.string
    else { throw DictionaryError(.damaged("its list of sources cannot be read"), path) }
    languages = LanguagePair(source, target)
    sources = described.map { DictionarySource($0) }
    guard unknownCost.isFinite, longest > 0 else { throw DictionaryError(.damaged("its limits are wrong"), path) }
  }

  /// What there is to say about it.
  var info: DictionaryInfo {
    DictionaryInfo(
      languages: languages, path: file.path, bytes: file.count, entries: file.entries, keys: file.keys,
      checksum: String(file.checksum, radix: 16), sources: sources)
  }

  /// The key number of `word`, or nil.
  func key(of word: some Sequence<UInt32>) -> Int? {
    let trie = file.trie
    return file.withBytes { bytes in
      var cell = 0
      for scalar in word {
        cell = trie.child(of: cell, by: trie.symbol(scalar, in: bytes), in: bytes)
        if cell < 0 { return nil }
      }
      let key = trie.key(at: cell, in: bytes)
      return key < 0 ? nil : key
    }
  }

  func key(of word: String) -> Int? { key(of: word.unicodeScalars.lazy.map(\.value)) }

  /// The cost of a key as a word.
  func cost(of key: Int) -> Float {
    let trie = file.trie
    return file.withBytes { trie.cost(of: key, in: $0) }
  }

  /// The entries of a key, the likeliest reading first.
  func entries(of key: Int) -> [DictionaryEntry] {
    file.list(key, .keyEntryStarts, .keyEntries).map { entry(Int($0)) }
  }

  /// The readings of a key's entries, the likeliest first, each once.
  func readings(of key: Int) -> [String] {
    var readings: [String] = []
    for entry in file.list(key, .keyEntryStarts, .keyEntries) {
      let reading = file.string(file.number(.entries, Int(entry) * 6 + 2))
      if !reading.isEmpty && !readings.contains(reading) { readings.append(reading) }
    }
    return readings
  }

  /// The numbers of a key's entries, the likeliest first.
  func entryNumbers(of key: Int) -> [Int] { file.list(key, .keyEntryStarts, .keyEntries).map(Int.init) }

  /// The reading of the entry of number `index`.
  func reading(ofEntry index: Int) -> String { file.string(file.number(.entries, index * 6 + 2)) }

  /// The flags of the entry of number `index`.
  func flags(ofEntry index: Int) -> SenseFlags { SenseFlags(rawValue: file.number(.entries, index * 6 + 5)) }

  /// The form under which a key's likeliest entry is listed: the lemma of an inflected word.
  func form(of key: Int) -> String {
    guard let first = file.list(key, .keyEntryStarts, .keyEntries).first else { return "" }
    return file.string(file.number(.entries, Int(first) * 6))
  }

  /// The senses of a key as they are ranked.
  func rankedSenses(of key: Int) -> [RankedSense] {
    file.list(key, .keyGlossStarts, .keyGlosses).map { sense(Int($0)) }
  }

  /// Whether one of a key's senses is such a one, by their numbers.
  func hasSense(of key: Int, _ isSuch: (Int) -> Bool) -> Bool {
    let (start, end) = (Int(file.number(.keyGlossStarts, key)), Int(file.number(.keyGlossStarts, key + 1)))
    for place in start..<max(start, end) where isSuch(Int(file.number(.keyGlosses, place))) { return true }
    return false
  }

  /// The entry of number `index`.
  func entry(_ index: Int) -> DictionaryEntry {
    let first = Int(file.number(.entries, index * 6 + 3))
    let count = Int(file.number(.entries, index * 6 + 4))
    let flags = SenseFlags(rawValue: file.number(.entries, index * 6 + 5))
    let limit = Int(UInt16.max)
    return DictionaryEntry(
      languages: languages,
      form: file.string(file.number(.entries, index * 6)),
      variant: file.string(file.number(.entries, index * 6 + 1)),
      reading: file.string(file.number(.entries, index * 6 + 2)),
      senses: (first..<first + min(count, limit)).map { shown(sense($0)) },
      source: sourceID(flags))
  }

  /// A sense as a reader gets it.
  func shown(_ sense: RankedSense) -> GlossSense {
    GlossSense(text: text(of: sense), source: sourceID(sense.flags), flags: sense.flags.names)
  }

  /// What a sense says.
  func text(of sense: RankedSense) -> String { file.string(file.number(.senses, sense.number * 2)) }

  private func sourceID(_ flags: SenseFlags) -> String {
    if flags.source == SenseFlags.own.source { return SourceID.own }
    return sources.indices.contains(flags.source) ? sources[flags.source].id : ""
  }

  private func sense(_ index: Int) -> RankedSense {
    RankedSense(number: index, flags: SenseFlags(rawValue: file.number(.senses, index * 2 + 1)))
  }

  /// The numbers of the senses of one entry.
  func senseNumbers(ofEntry index: Int) -> Range<Int> {
    let first = Int(file.number(.entries, index * 6 + 3))
    return first..<first + min(Int(file.number(.entries, index * 6 + 4)), Int(UInt16.max))
  }
}

/// One sense of a key, in its rank.
struct RankedSense {
  /// Its number in the file.
  var number: Int
  var flags: SenseFlags
}

extension DictionarySource {
  /// Reads what `writeMembers` wrote; what is missing is empty.
  init(_ json: JSON) {
    func text(_ name: String) -> String { json[name]?.string ?? "" }
    self.init(
      id: text("id"), name: text("name"), version: text("version"), date: text("date"), licence: text("licence"),
      attribution: text("attribution"))
  }
}
