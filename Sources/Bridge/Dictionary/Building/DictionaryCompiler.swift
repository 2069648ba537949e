internal import Glibc

/// What a build found and wrote.
package struct DictionaryReport: Sendable, Hashable {
  package var languages: LanguagePair
  package var path: String
  package var bytes: Int
  package var entries: Int
  package var keys: Int
  /// Lines that could not be read, by source; those sources that have any.
  package var malformed: [String: Int]
}

/// Compiles the installed sources into the mapped files that the glosser reads.
package enum DictionaryCompiler {
  /// The pairs that can be built.
  package static var pairs: [LanguagePair] { DictionaryPairs.all.map(\.languages) }

  /// Builds a file `source-target.dict` in `folder` for each of `pairs` whose sources are there. The same sources give the
  /// same bytes; a file is replaced as a whole or not at all.
  ///
  /// `progress` gets a line for each step and each thing that is missing. Takes 2 to 10 s a pair in a release build.
  ///
  /// - Throws: where nothing can be built, a source has nothing usable, or the folder cannot be written. A malformed line
  ///   is counted, never fatal.
  @discardableResult
  package static func build(
    _ pairs: [LanguagePair]? = nil, from sources: DictionarySources, into folder: String,
    progress: @escaping (String) -> Void = { _ in }
  ) throws(DictionaryError) -> [DictionaryReport] {
    var reports: [DictionaryReport] = []
    var firstMissing: MissingSource?
    var others: [String] = []
    for pair in wanted(pairs, sources) {
      let imported = !(try ImportedWords.all(of: pair.languages, in: sources.folder)).isEmpty
      if !imported, let missing = pair.needed.compactMap({ sources.missing($0) }).first {
        firstMissing = firstMissing ?? missing
        if pairs != nil || sources.isWanted(pair) {
          progress("\(pair.languages): left out; \(missing)")
        } else {
          others.append(pair.languages.description)
        }
        continue
      }
      for missing in pair.helpful.compactMap({ sources.missing($0) }) { progress("\(pair.languages): \(missing)") }
      reports.append(try build(pair, from: sources, into: folder, progress: progress))
    }
    if !others.isEmpty {
      progress(
        "not installed: \(others.joined(separator: ", ")); `Deploy/dictionaries --pairs \(others.joined(separator: ","))`"
      )
    }
    if reports.isEmpty, let firstMissing { throw DictionaryError(.missingSource(firstMissing), sources.folder) }
    return reports
  }

  /// The pairs asked for, else all that are known and those that have imported words.
  private static func wanted(_ pairs: [LanguagePair]?, _ sources: DictionarySources) -> [any DictionaryPair] {
    if let pairs { return pairs.map { DictionaryPairs.of($0) } }
    let known = DictionaryPairs.all
    let imported = ImportedWords.pairs(in: sources.folder).filter { pair in !known.contains { $0.languages == pair } }
    return known + imported.map { OtherPair(languages: $0) }
  }

  private static func build(
    _ pair: any DictionaryPair, from sources: DictionarySources, into folder: String,
    progress: @escaping (String) -> Void
  ) throws(DictionaryError) -> DictionaryReport {
    let shelf = SourceShelf(sources, progress: progress)
    var draft =
      pair.needed.contains { sources.missing($0) != nil }
      ? DictionaryDraft(languages: pair.languages) : try pair.draft(from: shelf)
    for (words, mark) in try shelf.imported(pair.languages) { draft.add(words, mark) }
    for (name, count) in shelf.malformed.sorted(by: { $0.key < $1.key }) {
      progress("\(name): \(count) lines could not be read and were left out")
    }
    progress("\(pair.languages): compiling \(draft.entries.count) entries, \(draft.keys.count) keys")
    let bytes = draft.bytes(shelf.taken)
    let path = "\(folder)/\(pair.languages.fileName)"
    if mkdir(folder, 0o755) != 0 && errno != EEXIST {
      throw DictionaryError(.unwritable(String(cString: strerror(errno))), folder)
    }
    try DictionaryWriter.write(bytes, to: path)
    return DictionaryReport(
      languages: pair.languages, path: path, bytes: bytes.count, entries: draft.entries.count, keys: draft.keys.count,
      malformed: shelf.malformed)
  }
}
