/// The sources of one dictionary while it is built: opens them, numbers them, and counts what could not be read.
final class SourceShelf {
  private let installed: DictionarySources
  private let progress: (String) -> Void
  /// In the order in which they were taken; a sense names its source by this number.
  private(set) var taken: [DictionarySource] = []
  /// Lines that could not be read, by the source's name.
  private(set) var malformed: [String: Int] = [:]

  init(_ installed: DictionarySources, progress: @escaping (String) -> Void) {
    self.installed = installed
    self.progress = progress
  }

  /// The text of a source and the flag that marks its senses; nil where it is not installed.
  func take(_ id: String) throws(DictionaryError) -> (text: SourceText, mark: SenseFlags)? {
    guard let number = number(of: id), let path = installed.path(of: id) else { return nil }
    return (try SourceText(path: path), SenseFlags(source: number))
  }

  /// The number of a source, which is the next where it has none yet; nil where it is not installed.
  ///
  /// Entries that several sources have part in name the first.
  @discardableResult
  func number(of id: String) -> Int? {
    guard installed.path(of: id) != nil, let source = installed.description(of: id) else { return nil }
    if let number = taken.firstIndex(where: { $0.id == id }) { return number }
    taken.append(source)
    progress("reading \(source.name) \(source.version) (\(source.date), \(source.licence))")
    return taken.count - 1
  }

  /// Where a source lies, for messages.
  func path(of id: String) -> String { installed.path(of: id) ?? id }

  /// Says how many lines of a source could not be read, and fails where none could.
  func close(_ id: String, unreadable: Int, isEmpty: Bool) throws(DictionaryError) {
    guard let source = installed.description(of: id) else { return }
    if isEmpty { throw DictionaryError(.emptySource(source.name), installed.path(of: id) ?? id) }
    if unreadable > 0 { malformed[source.name] = unreadable }
  }

  /// The words that operators imported for a pair, each with the flag that marks its senses.
  func imported(_ pair: LanguagePair) throws(DictionaryError) -> [(words: ImportedWords, mark: SenseFlags)] {
    var found: [(words: ImportedWords, mark: SenseFlags)] = []
    for words in try ImportedWords.all(of: pair, in: installed.folder) {
      progress("reading \(words.source.name) (imported, \(words.source.licence))")
      found.append((words, SenseFlags(source: taken.count)))
      taken.append(words.source)
    }
    return found
  }
}
