internal import Glibc
internal import Text

/// The Chinese dictionary while it is being put together: entries, frequencies, keys, ranks.
struct ChineseDictionaryBuild {
  /// CC-CEDICT's entries, then Unihan's.
  private(set) var entries: [CedictEntry] = []
  /// Lines that could not be read, by the source's name.
  private(set) var malformed: [String: Int] = [:]
  private var cedictCount = 0
  private var sources: [DictionarySource] = []
  private var frequencies = WordFrequencies()
  private var unihan = UnihanReadings()

  mutating func read(_ id: String, _ source: DictionarySource, _ path: String) throws(DictionaryError) {
    let text = try SourceText(path: path)
    let unreadable: Int
    let isEmpty: Bool
    switch id {
    case DictionarySources.cedict:
      unreadable = readCedict(text)
      isEmpty = entries.isEmpty
    case DictionarySources.jieba:
      frequencies = WordFrequencies(text)
      unreadable = frequencies.malformed
      isEmpty = frequencies.counts.isEmpty
    default:
      unihan = UnihanReadings(text)
      unreadable = unihan.malformed
      isEmpty = unihan.characters.isEmpty
      addUnihanEntries()
    }
    if isEmpty { throw DictionaryError(.emptySource(source.name), path) }
    if unreadable > 0 { malformed[source.name] = unreadable }
    sources.append(source)
  }

  private mutating func readCedict(_ text: SourceText) -> Int {
    var unreadable = 0
    text.forEachLine { line in
      guard let first = line.first, first != 0x23 else { return }
      if let entry = CedictEntry(line: line) {
        entries.append(entry)
      } else {
        unreadable += 1
      }
    }
    cedictCount = entries.count
    return unreadable
  }

  /// An entry for each character that CC-CEDICT does not know.
  private mutating func addUnihanEntries() {
    var known: Set<UInt32> = []
    for entry in entries {
      for form in [entry.traditional, entry.simplified] {
        if let only = form.unicodeScalars.first, form.unicodeScalars.count == 1 { known.insert(only.value) }
      }
    }
    for (scalar, character) in unihan.characters.sorted(by: { $0.key < $1.key }) where !known.contains(scalar) {
      guard let scalar = Unicode.Scalar(scalar) else { continue }
      entries.append(
        CedictEntry(
          character: String(scalar), reading: character.mandarin ?? "", definition: character.definition ?? ""))
    }
  }

  // MARK: Compiling

  /// The file's bytes, and how many keys it has.
  func compile() -> ([UInt8], Int) {
    let keys = ChineseKeys(entries, cedictCount: cedictCount, frequencies: frequencies.counts)
    let ranking = ChineseRanking(entries, cedictCount: cedictCount, keys: keys, unihan: unihan)
    var writer = DictionaryWriter()
    writer.append(json(), to: .sources)
    for symbol in keys.symbols { writer.append(symbol, to: .symbols) }
    let trie = TrieBuilder(keys.spellings)
    for label in trie.labels { writer.append(label, to: .nodeLabels) }
    for child in trie.children { writer.append(child, to: .nodeChildren) }
    for value in trie.values { writer.append(value, to: .nodeValues) }
    let firstSenses = appendEntries(to: &writer)
    for index in keys.words.indices {
      writer.append(keys.costs[index].bitPattern, to: .costs)
      writer.append(writer.count(.keyEntries), to: .keyEntryStarts)
      let order = ranking.entries(of: index)
      for entry in order { writer.append(UInt32(entry), to: .keyEntries) }
      writer.append(writer.count(.keyGlosses), to: .keyGlossStarts)
      for sense in ranking.glosses(of: index, order) {
        writer.append(firstSenses[sense.entry] + UInt32(sense.place), to: .keyGlosses)
      }
    }
    writer.append(writer.count(.keyEntries), to: .keyEntryStarts)
    writer.append(writer.count(.keyGlosses), to: .keyGlossStarts)
    writer.append(keys.unknownCost.bitPattern, to: .limits)
    writer.append(UInt32(keys.longest), to: .limits)
    return (writer.bytes(), keys.words.count)
  }

  /// Writes entries and senses; returns for each entry the number of its first sense.
  private func appendEntries(to writer: inout DictionaryWriter) -> [UInt32] {
    var firstSenses: [UInt32] = []
    for (index, entry) in entries.enumerated() {
      let first = writer.count(.senses) / 2
      firstSenses.append(first)
      var flags: SenseFlags = index < cedictCount ? [] : .unihan
      if entry.isName { flags.insert(.name) }
      for sense in entry.senses {
        writer.append(writer.string(sense.text), to: .senses)
        writer.append(sense.flags.union(flags).rawValue, to: .senses)
      }
      writer.append(writer.string(entry.traditional), to: .entries)
      writer.append(writer.string(entry.simplified), to: .entries)
      writer.append(
        writer.string(index < cedictCount ? PinyinReading.marked(entry.reading) : entry.reading), to: .entries)
      writer.append(first, to: .entries)
      writer.append(UInt32(entry.senses.count), to: .entries)
      writer.append(flags.rawValue, to: .entries)
    }
    return firstSenses
  }

  private func json() -> String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("language", "zh")
      writer.name("sources")
      writer.array(sources) { writer, source in
        writer.object { writer in
          writer.member("id", source.id)
          writer.member("name", source.name)
          writer.member("version", source.version)
          writer.member("date", source.date)
          writer.member("licence", source.licence)
          writer.member("attribution", source.attribution)
        }
      }
    }
    return writer.text
  }
}

extension CedictEntry {
  /// An entry for one character of Unihan, whose reading has its tone mark already.
  init(character: String, reading: String, definition: String) {
    traditional = character
    simplified = character
    self.reading = reading
    senses = definition.split(separator: ";").map { String($0).trimmed }.filter { !$0.isEmpty }
      .map { Sense(text: $0, flags: [], target: nil) }
  }
}
