internal import Glibc
internal import Text

/// What a build found and wrote.
package struct DictionaryReport: Sendable, Hashable {
  package var path: String
  package var bytes: Int
  package var entries: Int
  package var keys: Int
  /// Lines that could not be read, by source; those sources that have any.
  package var malformed: [String: Int]
}

/// Compiles the installed sources into the mapped files that the glosser reads.
package enum DictionaryCompiler {
  /// Builds `folder/zh.dict`. The same sources give the same bytes; the file is replaced as a whole or not at all.
  ///
  /// Takes 2 to 4 s in a release build. `progress` gets a line for each step and each thing that is missing.
  ///
  /// - Throws: where CC-CEDICT is missing, a source has nothing usable, or the folder cannot be written. A malformed line
  ///   is counted, never fatal.
  @discardableResult
  package static func build(
    from sources: DictionarySources, into folder: String, progress: (String) -> Void = { _ in }
  ) throws(DictionaryError) -> DictionaryReport {
    if let missing = sources.missing(DictionarySources.cedict) {
      throw DictionaryError(.missingSource(missing), sources.folder)
    }
    for missing in sources.missing { progress(missing.description) }
    var build = ChineseDictionaryBuild()
    for id in [DictionarySources.cedict, DictionarySources.jieba, DictionarySources.unihan] {
      guard let path = sources.path(of: id), let source = sources.description(of: id) else { continue }
      progress("reading \(source.name) \(source.version) (\(source.date), \(source.licence))")
      try build.read(id, source, path)
    }
    for (name, count) in build.malformed.sorted(by: { $0.key < $1.key }) {
      progress("\(name): \(count) lines could not be read and were left out")
    }
    progress("compiling \(build.entries.count) entries")
    let (bytes, keys) = build.compile()
    let path = "\(folder)/\(ChineseDictionary.fileName)"
    if mkdir(folder, 0o755) != 0 && errno != EEXIST {
      throw DictionaryError(.unwritable(String(cString: strerror(errno))), folder)
    }
    try DictionaryWriter.write(bytes, to: path)
    progress("wrote \(path): \(bytes.count) bytes, \(build.entries.count) entries, \(keys) keys")
    return DictionaryReport(
      path: path, bytes: bytes.count, entries: build.entries.count, keys: keys, malformed: build.malformed)
  }
}
