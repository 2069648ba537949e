import FoundationEssentials

/// Small YAML files of keys with a value or a list of values each, such as `drawbridge.yaml`.
package enum FlatYAML {
  /// The values of each key of `path`; a nested key is written `outer.inner`. Throws the first fault with its place.
  package static func read(_ path: String, known: [String]) throws -> [String: [String]] {
    guard let data = FileManager.default.contents(atPath: path) else { return [:] }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw RuleFileIssue(
        severity: .error, code: "not-utf8", place: FilePlace(path, 1, 1), message: "The file is not UTF-8 text.",
        fix: "")
    }
    if text.allSatisfy(\.isWhitespace) { return [:] }
    var reader = SchemaReader()
    let root = try YAMLDocument.parse(text, file: path)
    var values: [String: [String]] = [:]
    if let members = reader.members(root, of: "The settings file", known: known) {
      for (key, value) in members.values { values[key] = reader.texts(value, "`\(key)`").map(\.text) }
    }
    if let issue = reader.issues.first { throw issue }
    return values
  }
}
