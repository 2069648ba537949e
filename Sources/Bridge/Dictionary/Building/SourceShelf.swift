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
    guard let path = installed.path(of: id), let source = installed.description(of: id) else { return nil }
    let number = taken.firstIndex { $0.id == id } ?? taken.count
    if number == taken.count {
      taken.append(source)
      progress("reading \(source.name) \(source.version) (\(source.date), \(source.licence))")
    }
    return (try SourceText(path: path), SenseFlags(source: number))
  }

  /// Says how many lines of a source could not be read, and fails where none could.
  func close(_ id: String, unreadable: Int, isEmpty: Bool) throws(DictionaryError) {
    guard let source = installed.description(of: id) else { return }
    if isEmpty { throw DictionaryError(.emptySource(source.name), installed.path(of: id) ?? id) }
    if unreadable > 0 { malformed[source.name] = unreadable }
  }
}
