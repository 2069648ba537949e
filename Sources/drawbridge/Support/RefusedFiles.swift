import FoundationEssentials
import Glibc
import Text

/// The files of refused lines that `ingest` has written, remembered so that what a member asks to be forgotten is
/// forgotten there too.
enum RefusedFiles {
  private static func list(_ places: Places) -> String { places.privateFolder + "/refused-files" }

  /// Notes the absolute path of a file; no failure where that cannot be done.
  static func remember(_ path: String, _ places: Places) {
    guard let real = realpath(path, nil) else { return }
    defer { free(real) }
    let absolute = String(cString: real)
    guard !absolute.contains("\n"), !remembered(places).contains(absolute) else { return }
    mkdir(places.privateFolder, 0o755)
    let descriptor = open(list(places), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    var buffer = OutputBuffer(descriptor)
    try? buffer.write(absolute + "\n")
    try? buffer.flush()
  }

  /// The paths that were noted.
  static func remembered(_ places: Places) -> [String] {
    guard let data = FileManager.default.contents(atPath: list(places)) else { return [] }
    return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// How many lines of the file at `path` name one of `words`, a member's id or a post's. With `isErasing` the file is
  /// written anew without them, aside and renamed. Nil where there is no such file.
  static func forget(_ words: Set<String>, in path: String, isErasing: Bool) throws -> Int? {
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    let lines = data.split(separator: 0x0A, omittingEmptySubsequences: true)
    let kept = lines.filter { !names($0, words) }
    if isErasing && kept.count < lines.count {
      var left = Data()
      for line in kept { left += line + [0x0A] }
      let aside = path + ".new"
      do {
        try left.write(to: URL(filePath: aside))
      } catch {
        throw InputOutputError("writing \(aside)", EIO)
      }
      guard rename(aside, path) == 0 else { throw InputOutputError("renaming \(aside)", errno) }
    }
    return lines.count - kept.count
  }

  /// Whether a line holds one of `words` as a whole string or number: in its `id`, or anywhere in the line that was
  /// refused, which need not be JSON. Rather a line too many than one too few.
  private static func names(_ line: Data, _ words: Set<String>) -> Bool {
    guard let entry = try? JSONParser.parse(String(decoding: line, as: UTF8.self)) else { return true }
    if let id = entry["id"], let text = id.string ?? id.integer.map(String.init), words.contains(text) { return true }
    guard let input = entry["input"]?.string else { return false }
    return words.contains { word in
      var start = input.startIndex
      while let range = input[start...].firstRange(of: word) {
        let before = range.lowerBound == input.startIndex ? nil : input[input.index(before: range.lowerBound)]
        let after = range.upperBound == input.endIndex ? nil : input[range.upperBound]
        if !(before.map(isPartOfWord) ?? false) && !(after.map(isPartOfWord) ?? false) { return true }
        start = range.upperBound
      }
      return false
    }
  }

  private static func isPartOfWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_" || character == "-"
  }
}
