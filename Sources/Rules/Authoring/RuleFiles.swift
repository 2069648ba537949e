internal import Text

/// The files of a rules folder, read once, so that the rulebook is made from one state of them.
package struct RuleFiles: Sendable {
  package let folder: String
  /// Path below the folder → text, of every file that was read.
  package private(set) var texts: [String: String] = [:]
  /// Paths of the packs, in the order of their names.
  package private(set) var packs: [String] = []
  /// Paths of the files of aliases.
  package private(set) var aliases: [String] = []
  package private(set) var issues: [RuleFileIssue] = []
  private static let largestList = 64 << 20

  package static let community = "community.yaml"
  /// What precision was measured; written by `rules stats --save`.
  package static let measured = "measured.yaml"
  /// Entries added in a hurry: in no folder, only beside the files of a rulebook that the database keeps.
  package static let additions = "additions.txt"

  /// Files as the database keeps them.
  package init(texts: [String: String]) {
    folder = "the stored rulebook"
    self.texts = texts
    packs = texts.keys.filter { $0.hasPrefix("packs/") }.sorted()
    aliases = texts.keys.filter { $0.hasPrefix("lists/aliases/") }.sorted()
  }

  /// The same files with these entries added in a hurry, in place of those that were there.
  package func adding(_ additions: String) -> RuleFiles {
    var files = self
    files.texts[Self.additions] = additions.isEmpty ? nil : additions
    return files
  }

  /// Reads `community.yaml`, `packs/*.yaml` and everything below `lists/`: regular files inside the folder, so that nothing
  /// else of the machine is stored for reviewers to read.
  package init(folder: String) {
    self.folder = folder
    guard let files = FolderFiles(folder) else {
      issues.append(
        Self.issue("no-folder", folder, "There is no rules folder at \(folder).", "name it with `--rules DIR`"))
      return
    }
    read(Self.community, of: files, limit: YAMLDocument.largestFile)
    if texts[Self.community] == nil && issues.isEmpty {
      issues.append(
        Self.issue(
          "no-community", Self.community, "The folder \(folder) has no community.yaml.",
          "write one, or name another folder with `--rules DIR`"))
    }
    read(Self.measured, of: files, limit: YAMLDocument.largestFile)
    for name in names(in: "packs", of: files) where name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
      read("packs/" + name, of: files, limit: YAMLDocument.largestFile)
      packs.append("packs/" + name)
    }
    for name in names(in: "lists", of: files) where name.hasSuffix(".txt") {
      read("lists/" + name, of: files, limit: Self.largestList)
    }
    for name in names(in: "lists/aliases", of: files) where name.hasSuffix(".txt") {
      read("lists/aliases/" + name, of: files, limit: Self.largestList)
      aliases.append("lists/aliases/" + name)
    }
  }

  /// What a pack's `file:` names, or why it cannot be had.
  func list(_ path: String) -> Result<String, ListFileReason> {
    if let text = texts[path] { return .success(text) }
    if path.hasPrefix("/") || path.split(separator: "/").contains("..") {
      return .failure(
        ListFileReason(message: "`\(path)` leads out of the rules folder.", fix: "keep lists below `lists/`"))
    }
    let nearest = Suggestion.nearest(to: path, among: texts.keys.sorted())
    return .failure(
      ListFileReason(
        message: "There is no list file `\(path)`" + (nearest.map { "; did you mean `\($0)`?" } ?? "."),
        fix: "write it as lists/NAME.txt, a line an entry"))
  }

  private mutating func read(_ path: String, of files: FolderFiles, limit: Int) {
    do throws(FolderFiles.Fault) {
      guard let bytes = try files.bytes(of: path, limit: limit) else { return }
      guard let text = String(validating: bytes, as: UTF8.self) else { return notUTF8(path, bytes) }
      // Editors of other systems begin a file with a byte order mark, which is no part of it.
      texts[path] = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    } catch {
      if case .tooLarge = error {
        issues.append(Self.issue("file-too-large", path, "The file is larger than \(limit >> 20) MiB.", "split it"))
      } else {
        fault(error, "file", path)
      }
    }
  }

  private mutating func notUTF8(_ path: String, _ bytes: [UInt8]) {
    let valid = String(decoding: bytes, as: UTF8.self).prefix { $0 != "\u{FFFD}" }
    var issue = Self.issue("not-utf8", path, "The file is not UTF-8 text.", "save it as UTF-8")
    issue.place.line = valid.utf8.reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
    issues.append(issue)
  }

  private mutating func names(in subfolder: String, of files: FolderFiles) -> [String] {
    do throws(FolderFiles.Fault) {
      return try files.names(in: subfolder)
    } catch {
      fault(error, "folder", subfolder)
      return []
    }
  }

  private mutating func fault(_ fault: FolderFiles.Fault, _ what: String, _ path: String) {
    let code =
      switch fault {
      case .leadsOut: "leads-out"
      case .notAFile: "not-a-file"
      case .unreadable, .tooLarge: "unreadable"
      }
    issues.append(Self.issue(code, path, "The \(what) \(fault.reason.problem).", fault.reason.fix))
  }

  private static func issue(_ code: String, _ file: String, _ message: String, _ fix: String) -> RuleFileIssue {
    RuleFileIssue(severity: .error, code: code, place: FilePlace(file, 1, 1), message: message, fix: fix)
  }
}

/// Why a list's file cannot be had.
struct ListFileReason: Error {
  var message: String
  var fix: String
}
