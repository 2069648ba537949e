internal import Text

/// Reads lexicon files: tab-separated, the first line names the columns, `#` begins a comment.
package enum LexiconReader {
  /// The entries of every `.tsv` file in `folder`, in the files' order, and the lines that cannot be used.
  ///
  /// A folder that is not there has no entries. Costs about 5 ms for a thousand entries.
  package static func read(folder: String) -> (entries: [LexiconEntry], issues: [LexiconIssue]) {
    // Its files, and the folder itself, stay inside what it stands in: nothing else of the machine is shown as words.
    let parts = folder.split(separator: "/", omittingEmptySubsequences: true)
    let parent = (folder.hasPrefix("/") ? "/" : "./") + parts.dropLast().joined(separator: "/")
    guard let files = FolderFiles(parent), let last = parts.last else { return ([], []) }
    var lines: [Line] = []
    var issues: [LexiconIssue] = []
    do throws(FolderFiles.Fault) {
      for name in try files.names(in: String(last)) where name.hasSuffix(".tsv") {
        do throws(FolderFiles.Fault) {
          guard let bytes = try files.bytes(of: "\(last)/\(name)", limit: largestFile) else { continue }
          let (read, found) = Self.lines(bytes, file: name)
          lines += read
          issues += found
        } catch {
          issues.append(LexiconIssue(file: name, line: 1, problem: "the file \(error.reason.problem)"))
        }
      }
    } catch {
      issues.append(LexiconIssue(file: String(last), line: 1, problem: "the folder \(error.reason.problem)"))
    }
    return (lines.map(\.entry), issues + repeated(lines))
  }

  private static let largestFile = 64 << 20

  /// An entry and where it stands.
  private struct Line {
    var entry: LexiconEntry
    var file: String
    var number: Int
  }

  /// The entries of one file's bytes.
  package static func read(_ bytes: [UInt8], file: String) -> (entries: [LexiconEntry], issues: [LexiconIssue]) {
    let (lines, issues) = lines(bytes, file: file)
    return (lines.map(\.entry), issues + repeated(lines))
  }

  private static func lines(_ bytes: [UInt8], file: String) -> ([Line], [LexiconIssue]) {
    var columns: [String]?
    var lines: [Line] = []
    var issues: [LexiconIssue] = []
    // Spreadsheets put a byte-order mark before the first line.
    let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    for (index, line) in body.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      let text = String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
      if text.allSatisfy({ $0 == " " || $0 == "\t" }) || text.hasPrefix("#") { continue }
      guard JSONParser.isValidUTF8(bytes, line.startIndex..<line.endIndex) else {
        issues.append(LexiconIssue(file: file, line: index + 1, problem: "this is not UTF-8"))
        continue
      }
      let fields = text.split(separator: "\t", omittingEmptySubsequences: false).map { String($0).trimmed }
      guard let names = columns else {
        guard fields.contains("term"), fields.contains("lang") else {
          issues.append(
            LexiconIssue(
              file: file, line: index + 1, problem: "the first line must name the columns, among them term and lang"))
          return (lines, issues)
        }
        columns = fields
        continue
      }
      switch entry(names, fields) {
      case .success(let entry): lines.append(Line(entry: entry, file: file, number: index + 1))
      case .failure(let problem): issues.append(LexiconIssue(file: file, line: index + 1, problem: problem.text))
      }
    }
    return (lines, issues)
  }

  private struct Problem: Error { var text: String }

  private static func entry(_ columns: [String], _ fields: [String]) -> Result<LexiconEntry, Problem> {
    guard fields.count <= columns.count else {
      return .failure(Problem(text: "it has \(fields.count) columns, the first line names \(columns.count)"))
    }
    var entry = LexiconEntry(terms: [], language: "", glosses: [:])
    for (column, field) in zip(columns, fields) where !field.isEmpty { take(column, field, into: &entry) }
    if entry.terms.isEmpty { return .failure(Problem(text: "it has no term")) }
    if !isTag(entry.language) {
      return .failure(Problem(text: "lang `\(entry.language)` is no language tag"))
    }
    if entry.glosses.isEmpty { return .failure(Problem(text: "`\(entry.terms[0])` has no gloss")) }
    if let term = entry.terms.first(where: { $0.unicodeScalars.count > Lexicon.longest }) {
      return .failure(Problem(text: "`\(term)` is longer than \(Lexicon.longest) characters"))
    }
    if let flag = entry.flags.first(where: { !LexiconEntry.knownFlags.contains($0) }) {
      return .failure(Problem(text: "the flag `\(flag)` is not known"))
    }
    return .success(entry)
  }

  /// Whether it has the shape of a BCP-47 tag.
  package static func isTag(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return (2...3).contains(parts[0].utf8.count)
      && parts.allSatisfy { part in
        (1...8).contains(part.utf8.count)
          && part.utf8.allSatisfy { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || $0 >= 0x30 && $0 <= 0x39 }
      }
  }

  private static func take(_ column: String, _ field: String, into entry: inout LexiconEntry) {
    func parts(_ separator: Character) -> [String] {
      field.split(separator: separator).map { String($0).trimmed }.filter { !$0.isEmpty }
    }
    switch column {
    case "term": entry.terms = parts("|")
    case "lang": entry.language = field
    case "reading": entry.reading = field
    case "flags": entry.flags = parts(",")
    case "by": entry.by = field
    case "until": entry.until = field
    case _ where column.hasPrefix("gloss."):
      let meanings = parts(";")
      if !meanings.isEmpty { entry.glosses[String(column.dropFirst(6))] = meanings }
    case _ where column.hasPrefix("note."): entry.notes[String(column.dropFirst(5))] = field
    default: break
    }
  }

  /// Spellings that have two entries in one language: only the first counts.
  private static func repeated(_ lines: [Line]) -> [LexiconIssue] {
    var seen: Set<String> = []
    return lines.flatMap { line in
      line.entry.terms.filter {
        !seen.insert("\(Lexicon.primary(line.entry.language))\t\(KeyFold.key($0))").inserted
      }.map { LexiconIssue(file: line.file, line: line.number, problem: "`\($0)` stands here again; the first counts") }
    }
  }
}
