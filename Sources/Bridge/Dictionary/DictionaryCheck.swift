internal import FoundationEssentials
internal import Glibc

/// What is wrong with the dictionaries, their sources and the lexicon, each with its repair.
package struct DictionaryCheck: Sendable {
  package struct Finding: Sendable, Hashable {
    /// The pair, source or file.
    package var subject: String
    package var isGood: Bool
    package var finding: String
    package var repair: String?
  }

  package private(set) var findings: [Finding] = []

  /// Opens every compiled file in `folder`, compares it with the sources, and reads the lexicon in `lexicon`.
  package init(folder: String, sources: DictionarySources, lexicon: String) {
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.hasSuffix(".dict") }
    if names.isEmpty { bad(folder, "there is no compiled dictionary", "drawbridge dictionary build") }
    for name in names.sorted() { check("\(folder)/\(name)", name, sources) }
    for missing in sources.missing { bad(missing.name, "is not installed: \(missing.loss)", missing.command) }
    let (entries, issues) = LexiconReader.read(folder: lexicon)
    for issue in issues { bad("lexicon", issue.description, "edit the line") }
    if issues.isEmpty { good("lexicon", "\(entries.count) entries") }
  }

  private mutating func check(_ path: String, _ name: String, _ sources: DictionarySources) {
    do {
      let info = try PairDictionary(path).info
      guard info.languages.fileName == name else {
        return bad(name, "it is of the pair \(info.languages)", "rm \(path)")
      }
      let stale = info.sources.filter { source in
        guard sources.path(of: source.id) != nil, let now = sources.description(of: source.id) else { return false }
        return now.version != source.version || now.date != source.date
      }
      if let first = stale.first {
        return bad(name, "it was built from \(first.version) of \(first.name)", "drawbridge dictionary build")
      }
      good(name, "\(info.entries) entries, \(info.keys) keys, whole")
    } catch {
      bad(name, "\(error.description)", "drawbridge dictionary build")
    }
  }

  private mutating func good(_ subject: String, _ finding: String) {
    findings.append(Finding(subject: subject, isGood: true, finding: finding))
  }

  private mutating func bad(_ subject: String, _ finding: String, _ repair: String) {
    findings.append(Finding(subject: subject, isGood: false, finding: finding, repair: repair))
  }
}
