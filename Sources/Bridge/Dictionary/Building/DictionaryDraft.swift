internal import Text

/// A dictionary while it is put together: entries, and keys that lead to them.
struct DictionaryDraft {
  struct Sense: Hashable {
    var text: String
    var flags: SenseFlags = []
  }

  struct Entry {
    /// The form that is shown first.
    var form: String
    /// The other script's form, or the same again.
    var variant: String
    /// As people read it.
    var reading: String
    var senses: [Sense]
    /// Of the whole entry; each sense has them too.
    var flags: SenseFlags
  }

  /// One sense of one entry.
  struct SensePlace: Hashable {
    var entry: Int
    var place: Int
  }

  struct Key {
    /// As it is looked up, folded.
    var word: String
    /// Minus the natural logarithm of its probability.
    var cost: Float
    /// The likeliest first.
    var entries: [Int]
    /// The likeliest first, over all entries.
    var ranked: [SensePlace]
  }

  var languages: LanguagePair
  var entries: [Entry] = []
  var keys: [Key] = []
  /// The cost of a character, or a word, that no key covers.
  var unknownCost: Float = 20
  /// Characters that are looked up as another one.
  var aliases: [UInt32: UInt32] = [:]
  /// What belongs to the pair alone: a network's weights, a table.
  var model: [UInt8] = []

  /// The file's bytes. The same draft gives the same bytes.
  func bytes(_ sources: [DictionarySource]) -> [UInt8] {
    let symbols = SymbolTable(keys.lazy.map(\.word), aliases: aliases)
    let spelled = keys.indices.map { (index: $0, spelling: symbols.spelling(keys[$0].word)) }
      .sorted { $0.spelling.lexicographicallyPrecedes($1.spelling) }
    var writer = DictionaryWriter()
    writer.append(json(sources), to: .sources)
    for symbol in symbols.numbers { writer.append(symbol, to: .symbols) }
    let trie = TrieBuilder(spelled.map(\.spelling))
    for label in trie.labels { writer.append(label, to: .nodeLabels) }
    for child in trie.children { writer.append(child, to: .nodeChildren) }
    for value in trie.values { writer.append(value, to: .nodeValues) }
    let firstSenses = appendEntries(to: &writer)
    for (index, _) in spelled {
      let key = keys[index]
      writer.append(key.cost.bitPattern, to: .costs)
      writer.append(writer.count(.keyEntries), to: .keyEntryStarts)
      for entry in key.entries { writer.append(UInt32(entry), to: .keyEntries) }
      writer.append(writer.count(.keyGlosses), to: .keyGlossStarts)
      for sense in key.ranked { writer.append(firstSenses[sense.entry] + UInt32(sense.place), to: .keyGlosses) }
    }
    writer.append(writer.count(.keyEntries), to: .keyEntryStarts)
    writer.append(writer.count(.keyGlosses), to: .keyGlossStarts)
    writer.append(unknownCost.bitPattern, to: .limits)
    writer.append(UInt32(spelled.lazy.map(\.spelling.count).max() ?? 0), to: .limits)
    writer.append(model, to: .model)
    return writer.bytes()
  }

  /// Writes entries and senses; returns for each entry the number of its first sense.
  private func appendEntries(to writer: inout DictionaryWriter) -> [UInt32] {
    var firstSenses: [UInt32] = []
    for entry in entries {
      let first = writer.count(.senses) / 2
      firstSenses.append(first)
      for sense in entry.senses {
        writer.append(writer.string(sense.text), to: .senses)
        writer.append(sense.flags.union(entry.flags).rawValue, to: .senses)
      }
      writer.append(writer.string(entry.form), to: .entries)
      writer.append(writer.string(entry.variant), to: .entries)
      writer.append(writer.string(entry.reading), to: .entries)
      writer.append(first, to: .entries)
      writer.append(UInt32(entry.senses.count), to: .entries)
      writer.append(entry.flags.rawValue, to: .entries)
    }
    return firstSenses
  }

  private func json(_ sources: [DictionarySource]) -> String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("source", languages.source)
      writer.member("target", languages.target)
      writer.name("sources")
      writer.array(sources) { writer, source in writer.object { source.writeMembers(to: &$0) } }
    }
    return writer.text
  }
}
