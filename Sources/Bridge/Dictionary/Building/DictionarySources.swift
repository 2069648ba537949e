internal import Glibc
package import Text

/// Where a dictionary's data comes from, as its attribution has to be printed.
package struct DictionarySource: Sendable, Hashable {
  package var id: String
  package var name: String
  package var version: String
  package var date: String
  package var licence: String
  package var attribution: String

  package init(id: String, name: String, version: String, date: String, licence: String, attribution: String) {
    self.id = id
    self.name = name
    self.version = version
    self.date = date
    self.licence = licence
    self.attribution = attribution
  }
}

extension DictionarySource {
  /// Writes the members of its JSON object.
  package func writeMembers(to out: inout JSONWriter) {
    out.member("id", id)
    out.member("name", name)
    out.member("version", version)
    out.member("date", date)
    out.member("licence", licence)
    out.member("attribution", attribution)
  }
}

/// A source that is not installed, the command that installs it, and what is lost without it.
package struct MissingSource: Sendable, Hashable, CustomStringConvertible {
  package var name: String
  package var command: String
  package var loss: String

  package var description: String { "\(name) is not installed: \(loss). `\(command)` installs it" }
}

/// The installed sources below one folder, as `Deploy/dictionaries` lays them out.
package struct DictionarySources: Sendable {
  package let folder: String
  private var described: [String: DictionarySource] = [:]

  /// Finds the sources below `folder` and reads their descriptions from its `sources.json`.
  package init(folder: String) {
    self.folder = folder
    readDescriptions()
  }

  /// The full path of a source, or nil where it is missing.
  func path(of id: String) -> String? {
    guard let file = SourceCatalogue.file(id) else { return nil }
    let path = "\(folder)/\(file.path)"
    return Self.isReadable(path) ? path : nil
  }

  /// What is not there of the sources of the pairs that set-up installs by itself, and of those pairs that are partly there.
  package var missing: [MissingSource] {
    var seen: Set<String> = []
    return DictionaryPairs.all.filter { isWanted($0) }.flatMap { $0.needed + $0.helpful }
      .filter { seen.insert($0).inserted }.compactMap { missing($0) }
  }

  /// Whether a pair is one of set-up's own, or one of the sources that are its alone is there.
  func isWanted(_ pair: any DictionaryPair) -> Bool {
    DictionaryPairs.standard.contains(pair.languages.description) || pair.needed.allSatisfy { path(of: $0) != nil }
  }

  /// What is missing of the source `id`; nil where it is there.
  func missing(_ id: String) -> MissingSource? {
    guard path(of: id) == nil, let file = SourceCatalogue.file(id) else { return nil }
    let pair = DictionaryPairs.all.first { ($0.needed + $0.helpful).contains(id) }
    let option = pair.map {
      DictionaryPairs.standard.contains($0.languages.description) ? "" : " --pairs \($0.languages)"
    }
    return MissingSource(name: file.standard.name, command: "Deploy/dictionaries\(option ?? "")", loss: file.loss)
  }

  /// The description of a source: what `sources.json` says, else what is known of the version that set-up installs.
  func description(of id: String) -> DictionarySource? {
    described[id] ?? SourceCatalogue.file(id)?.standard
  }

  private static func isReadable(_ path: String) -> Bool { access(path, R_OK) == 0 }

  private mutating func readDescriptions() {
    guard let text = try? SourceText(path: "\(folder)/sources.json"),
      let json = try? JSONParser.parse(text.string), let sources = json.array
    else { return }
    for source in sources {
      guard let id = source["id"]?.string, let standard = SourceCatalogue.file(id)?.standard else { continue }
      described[id] = DictionarySource(
        id: id, name: source["name"]?.string ?? standard.name, version: source["version"]?.string ?? standard.version,
        date: source["date"]?.string ?? standard.date, licence: source["licence"]?.string ?? standard.licence,
        attribution: source["attribution"]?.string ?? standard.attribution)
    }
  }
}

/// A source file in memory, read line by line.
struct SourceText {
  let bytes: [UInt8]

  init(bytes: [UInt8]) { self.bytes = bytes }

  init(path: String) throws(DictionaryError) {
    let file = try MappedFile(path)
    bytes = file.withBytes { span in span.withUnsafeBytes { [UInt8]($0) } }
  }

  var string: String { String(decoding: bytes, as: UTF8.self) }

  /// Calls `body` with each line, without its line end.
  func forEachLine(_ body: (ArraySlice<UInt8>) -> Void) {
    var start = 0
    while start < bytes.count {
      let feed = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      let end = feed > start && bytes[feed - 1] == 0x0D ? feed - 1 : feed
      body(bytes[start..<end])
      start = feed + 1
    }
  }
}
