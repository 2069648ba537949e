internal import Yams

/// One YAML file as scalars, sequences and mappings with their places; no scalar is typed.
///
/// Read through Yams' node API, never its resolver: that would take `no`, `on` and `yes` for booleans, and `no` is
/// Norwegian here. Limits: 1 MiB a file, depth 20, no aliases (a handful of them can stand for billions of values).
indirect enum YAMLValue: Sendable {
  case scalar(String, FilePlace)
  case sequence([YAMLValue], FilePlace)
  case mapping([YAMLMember], FilePlace)

  var place: FilePlace {
    switch self {
    case .scalar(_, let place), .sequence(_, let place), .mapping(_, let place): place
    }
  }

  var kind: String {
    switch self {
    case .scalar: "a single value"
    case .sequence: "a list"
    case .mapping: "a group of keys"
    }
  }
}

/// A key of a mapping with its value.
struct YAMLMember: Sendable {
  var key: String
  var keyPlace: FilePlace
  var value: YAMLValue
}

enum YAMLDocument {
  static let largestFile = 1 << 20
  static let deepest = 20

  /// The root of `text`; the first fault where it is not YAML that we read.
  static func parse(_ text: String, file: String) throws(RuleFileIssue) -> YAMLValue {
    func fault(_ code: String, _ line: Int, _ column: Int, _ message: String, fix: String = "") -> RuleFileIssue {
      RuleFileIssue(
        severity: .error, code: code, place: FilePlace(file, max(1, line), max(1, column)), message: message, fix: fix)
    }
    guard text.utf8.count <= largestFile else { throw fault("file-too-large", 1, 1, "The file is larger than 1 MiB.") }
    if let name = aliasedAnchor(in: text) {
      throw fault(
        "alias", 1, 1, "The file uses the anchor `&\(name)` and the alias `*\(name)`, which are not read here.",
        fix: "write the value out where it is needed")
    }
    let root: Node?
    do {
      root = try Yams.compose(yaml: text, .basic)
    } catch let error as YamlError {
      throw syntaxIssue(error, fault)
    } catch {
      throw fault("syntax", 1, 1, "This is not YAML: \(error).")
    }
    guard let root else { throw fault("empty-file", 1, 1, "The file is empty.") }
    return try value(root, file: file, depth: 1)
  }

  private static func value(_ node: Node, file: String, depth: Int) throws(RuleFileIssue) -> YAMLValue {
    let place = FilePlace(file, node.mark?.line ?? 1, node.mark?.column ?? 1)
    func fault(_ code: String, _ message: String) -> RuleFileIssue {
      RuleFileIssue(severity: .error, code: code, place: place, message: message, fix: "")
    }
    guard depth <= deepest else { throw fault("too-deep", "Nested deeper than \(deepest) levels.") }
    switch node {
    case .scalar(let scalar): return .scalar(scalar.string, place)
    case .alias: throw fault("alias", "Aliases are not read here.")
    case .sequence(let sequence):
      var elements: [YAMLValue] = []
      for element in sequence { elements.append(try value(element, file: file, depth: depth + 1)) }
      return .sequence(elements, place)
    case .mapping(let mapping):
      var members: [YAMLMember] = []
      for (key, child) in mapping {
        guard case .scalar(let name) = key else { throw fault("bad-key", "A key must be a single word.") }
        let keyPlace = FilePlace(file, key.mark?.line ?? place.line, key.mark?.column ?? place.column)
        members.append(
          YAMLMember(key: name.string, keyPlace: keyPlace, value: try value(child, file: file, depth: depth + 1)))
      }
      return .mapping(members, place)
    }
  }

  private static func syntaxIssue(
    _ error: YamlError, _ fault: (String, Int, Int, String, String) -> RuleFileIssue
  ) -> RuleFileIssue {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return fault(
        "syntax", mark.line, mark.column, "This is not YAML: \(problem).",
        "check the indentation, and put values with `: `, ` #`, or a first character of `[{*&!|>'\"%@` in quotes")
    case .duplicatedKeysInMapping(let keys, let context):
      return fault(
        "duplicate-key", context.mark.line, context.mark.column,
        "The key \(keys.map { "`\($0)`" }.joined(separator: ", ")) stands twice.", "merge the two, or rename one")
    case .reader(let problem, _, _, _):
      return fault("syntax", 1, 1, "This is not YAML: \(problem).", "save the file as UTF-8 text")
    default:
      return fault("syntax", 1, 1, "This is not YAML: \(error).", "")
    }
  }

  /// A name that is both anchored (`&name`) and used as an alias (`*name`). Composing such a file could take for ever,
  /// so it is refused before.
  private static func aliasedAnchor(in text: String) -> String? {
    let anchors = names(after: UInt8(ascii: "&"), in: text)
    guard !anchors.isEmpty else { return nil }
    return names(after: UInt8(ascii: "*"), in: text).first { anchors.contains($0) }
  }

  private static func names(after mark: UInt8, in text: String) -> Set<String> {
    let bytes = Array(text.utf8)
    var names: Set<String> = []
    for (index, byte) in bytes.enumerated() where byte == mark {
      let before = index == 0 ? 0x0A : bytes[index - 1]
      guard [0x0A, 0x20, 0x09, 0x2C, 0x5B, 0x7B, 0x3A, 0x0D].contains(before) else { continue }
      let name = bytes[(index + 1)...].prefix { $0 > 0x20 && ![0x2C, 0x5B, 0x5D, 0x7B, 0x7D].contains($0) }
      if !name.isEmpty && name.count <= 256 { names.insert(String(decoding: name, as: UTF8.self)) }
    }
    return names
  }
}
