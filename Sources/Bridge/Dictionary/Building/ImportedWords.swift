internal import FoundationEssentials
internal import Glibc
internal import Text

/// Words that an operator brought: one file of one shape whatever they came from, kept among the sources and compiled with
/// them at every build.
///
/// `imported/PAIR/NAME.tsv` holds a word a line: form, reading, senses, tabs between, ` | ` between senses. Its first line is a
/// comment with the source's description as JSON.
package struct ImportedWords: Sendable {
  package struct Word: Sendable, Hashable {
    package var form: String
    package var reading: String
    package var senses: [String]
  }

  package var source: DictionarySource
  package var words: [Word]

  package init(source: DictionarySource, words: [Word]) { (self.source, self.words) = (source, words) }

  static func folder(_ sources: String, _ pair: LanguagePair) -> String { "\(sources)/imported/\(pair)" }

  /// The pairs that have imported words.
  static func pairs(in sources: String) -> [LanguagePair] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(sources)/imported")) ?? []
    return names.sorted().compactMap { LanguagePair(name: $0) }
  }

  /// Writes the words among the sources; a file of the same name is replaced as a whole.
  package func keep(as name: String, of pair: LanguagePair, in sources: String) throws(DictionaryError) -> String {
    var writer = JSONWriter()
    writer.object { source.writeMembers(to: &$0) }
    var text = "# \(writer.text)\n"
    for word in words { text += "\(word.form)\t\(word.reading)\t\(word.senses.joined(separator: " | "))\n" }
    let folder = Self.folder(sources, pair)
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw DictionaryError(.unwritable("\(error)"), folder)
    }
    let path = "\(folder)/\(name).tsv"
    try DictionaryWriter.write(Array(text.utf8), to: path)
    return path
  }

  /// Every imported file of a pair, by name.
  static func all(of pair: LanguagePair, in sources: String) throws(DictionaryError) -> [ImportedWords] {
    let folder = folder(sources, pair)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    var all: [ImportedWords] = []
    for name in names.sorted() where name.hasSuffix(".tsv") && !name.hasPrefix(".") {
      all.append(try ImportedWords(path: "\(folder)/\(name)"))
    }
    return all
  }

  private init(path: String) throws(DictionaryError) {
    let text = try SourceText(path: path)
    var (words, described): ([Word], DictionarySource?) = ([], nil)
    text.forEachLine { line in
      let line = String(decoding: line, as: UTF8.self)
      if line.hasPrefix("# "), described == nil, let json = try? JSONParser.parse(String(line.dropFirst(2))) {
        described = DictionarySource(json)
        return
      }
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard fields.count == 3 else { return }
      let senses = fields[2].split(separator: "|").map { String($0).trimmed }.filter { !$0.isEmpty }
      if !fields[0].isEmpty && !senses.isEmpty {
        words.append(Word(form: fields[0], reading: fields[1], senses: senses))
      }
    }
    guard let described, !words.isEmpty else { throw DictionaryError(.emptySource("an imported dictionary"), path) }
    (source, self.words) = (described, words)
  }
}

extension DictionaryDraft {
  /// Adds imported words: to the keys that are there after what they have, else as keys of their own.
  mutating func add(_ imported: ImportedWords, _ mark: SenseFlags) {
    var numbers = Dictionary(
      keys.enumerated().map { ($0.element.word, $0.offset) }, uniquingKeysWith: { first, _ in first })
    for word in imported.words {
      let entry = entries.count
      entries.append(
        Entry(
          form: word.form, variant: word.form, reading: word.reading, senses: word.senses.map { Sense(text: $0) },
          flags: mark))
      let places = word.senses.indices.map { SensePlace(entry: entry, place: $0) }
      let key = KeyFold.key(word.form)
      if let number = numbers[key] {
        keys[number].entries.append(entry)
        keys[number].ranked += places
      } else {
        numbers[key] = keys.count
        keys.append(Key(word: key, cost: max(1, unknownCost - 4), entries: [entry], ranked: places))
      }
    }
  }
}
