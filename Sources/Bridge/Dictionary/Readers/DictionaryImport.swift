internal import FoundationEssentials
internal import Text

/// Dictionaries in the formats that people have them in.
package enum DictionaryImport {
  package enum Format: String, Sendable, CaseIterable {
    /// word, senses with `;` between, or word, reading, senses; tabs between.
    case tsv
    case cedict
    case edict
    /// The files NAME.index and NAME.dict or NAME.dict.dz of a DICT dictionary, FreeDict's among them.
    case dictd
    /// A Yomitan or Yomichan archive.
    case yomitan

    /// By the file's name and first bytes; nil where nothing says so.
    package static func guess(_ path: String, _ bytes: [UInt8]) -> Format? {
      if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return .yomitan }
      if path.hasSuffix(".index") || path.hasSuffix(".dict.dz") || path.hasSuffix(".dict") { return .dictd }
      let line =
        String(decoding: bytes.prefix(4096), as: UTF8.self).split(separator: "\n").first { !$0.hasPrefix("#") } ?? ""
      if line.contains("\t") { return .tsv }
      if line.hasSuffix("/") || line.hasSuffix("/\r") {
        return CedictEntry(line: Array(line.utf8)[...]) != nil ? .cedict : .edict
      }
      return nil
    }
  }

  /// What a file holds, and how many of its lines could not be read.
  package struct Result: Sendable {
    package var words: [ImportedWords.Word]
    package var unreadable: Int
  }

  /// Reads the bytes of a file that is one text: TSV, CC-CEDICT or EDICT in UTF-8 (EDICT in EUC-JP has to be turned first).
  package static func read(_ bytes: [UInt8], _ format: Format) -> Result {
    var result = Result(words: [], unreadable: 0)
    for line in bytes.split(separator: 0x0A) {
      let line = line.last == 0x0D ? line.dropLast() : line
      guard let first = line.first, first != 0x23 else { continue }
      guard JSONParser.isValidUTF8(bytes, line.startIndex..<line.endIndex), let words = words(line, format) else {
        result.unreadable += 1
        continue
      }
      result.words += words.filter { !$0.form.isEmpty && !$0.senses.isEmpty }
    }
    return result
  }

  private static func words(_ line: ArraySlice<UInt8>, _ format: Format) -> [ImportedWords.Word]? {
    switch format {
    case .cedict:
      guard let entry = CedictEntry(line: line) else { return nil }
      let senses = entry.senses.filter { !$0.flags.contains(.aside) }.map(\.text)
      return Set([entry.simplified, entry.traditional]).sorted().map {
        word($0, PinyinReading.marked(entry.reading), senses)
      }
    case .edict:
      guard let entry = EdictEntry(line: line) else { return nil }
      return [word(entry.form, entry.reading, entry.senses.map(\.text))]
    case .tsv:
      let fields = String(decoding: line, as: UTF8.self).split(separator: "\t", omittingEmptySubsequences: false)
        .map { String($0).trimmed }
      guard fields.count == 2 || fields.count == 3, let last = fields.last else { return nil }
      return [word(fields[0], fields.count == 3 ? fields[1] : "", parts(last))]
    case .dictd, .yomitan: return nil
    }
  }

  /// Reads a DICT dictionary: its index and its articles, unpacked.
  package static func read(index: [UInt8], articles: [UInt8]) -> Result {
    let reader = DictdReader(SourceText(bytes: index + [0x0A, 0x0A] + articles))
    var result = Result(words: [], unreadable: reader.malformed)
    for article in reader.articles {
      guard let entry = FreeDictArticle(reader.lines(of: article)) else {
        result.unreadable += 1
        continue
      }
      result.words.append(word(entry.headword, "", entry.translations.map(\.text)))
    }
    return result
  }

  /// Reads the term banks of a Yomitan archive, each a JSON array of terms: expression, reading, tags, rules, score, glossary.
  package static func read(termBanks: [[UInt8]]) -> Result {
    var result = Result(words: [], unreadable: 0)
    for bank in termBanks {
      guard let terms = (try? JSONParser.parse(String(decoding: bank, as: UTF8.self)))?.array else {
        result.unreadable += 1
        continue
      }
      for term in terms {
        guard let fields = term.array, fields.count >= 6, let form = fields[0].string, let glossary = fields[5].array
        else {
          result.unreadable += 1
          continue
        }
        let senses = glossary.flatMap { text(of: $0) }
        if !form.isEmpty && !senses.isEmpty { result.words.append(word(form, fields[1].string ?? "", senses)) }
      }
    }
    return result
  }

  /// The plain texts in a glossary item, which may be structured content.
  private static func text(of item: JSON, depth: Int = 0) -> [String] {
    if let text = item.string { return parts(text) }
    guard depth < 8 else { return [] }
    if let items = item.array { return items.flatMap { text(of: $0, depth: depth + 1) } }
    return item["content"].map { text(of: $0, depth: depth + 1) } ?? item["text"].map { text(of: $0, depth: depth + 1) }
      ?? []
  }

  private static func parts(_ text: String) -> [String] {
    text.split { $0 == ";" || $0 == "|" || $0 == "\n" }.map { String($0).trimmed }.filter { !$0.isEmpty }
  }

  /// A word whose fields fit a line.
  private static func word(_ form: String, _ reading: String, _ senses: [String]) -> ImportedWords.Word {
    func plain(_ text: String) -> String {
      String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 || $0 == "|" ? " " : $0 })).trimmed
    }
    return ImportedWords.Word(
      form: plain(form), reading: plain(reading),
      senses: senses.map(plain).filter { !$0.isEmpty && $0.utf8.count <= 400 })
  }
}
