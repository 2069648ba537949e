internal import Text

/// A place in a rule file: lines and columns count from one, columns in Unicode scalars.
public struct FilePlace: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The file, relative to the rules folder.
  public var file: String
  /// The line.
  public var line: Int
  /// The column.
  public var column: Int

  package init(_ file: String, _ line: Int, _ column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// `packs/spam.yaml:3:8`.
  public var description: String { "\(file):\(line):\(column)" }

  /// By file, line and column.
  public static func < (one: FilePlace, other: FilePlace) -> Bool {
    (one.file, one.line, one.column) < (other.file, other.line, other.column)
  }
}

/// Something wrong, or doubtful, in a rule file, written for the moderator who will read it.
public struct RuleFileIssue: Error, Hashable, Sendable, CustomStringConvertible {
  /// Whether the rulebook can be used all the same.
  public enum Severity: String, Sendable { case error, warning }

  /// Whether the rulebook can be used all the same.
  public var severity: Severity
  /// A short name that stays the same over versions, such as `unknown-key`.
  public var code: String
  /// Where.
  public var place: FilePlace
  /// What is wrong, a plain sentence.
  public var message: String
  /// How to repair it, or "" where the message says it.
  public var fix: String

  /// `packs/spam.yaml:3:8: error[unknown-key]: …`, and the repair in a line of its own; no name in it ends a line.
  public var description: String {
    VisibleText.of("\(place): \(severity.rawValue)[\(code)]: \(message)")
      + (fix.isEmpty ? "" : "\n    fix: \(VisibleText.of(fix))")
  }
}

/// Every error of every file of a rules folder; the folder cannot be used.
public struct BrokenRulebook: Error, Sendable, CustomStringConvertible {
  /// What is wrong, by file and line; warnings among them.
  public var issues: [RuleFileIssue]

  package init(issues: [RuleFileIssue]) { self.issues = issues }

  /// One issue after the other.
  public var description: String { issues.map(\.description).joined(separator: "\n") }
}

/// The nearest of some names, for "did you mean".
package enum Suggestion {
  /// The candidate at the smallest edit distance, if that is at most a third of the word's length (2 at least).
  package static func nearest(to word: String, among candidates: [String]) -> String? {
    let limit = max(2, word.count / 3)
    let ranked = candidates.map { ($0, distance(Array(word.lowercased()), Array($0.lowercased()))) }
    guard let best = ranked.min(by: { $0.1 < $1.1 }), best.1 <= limit, best.1 < word.count else { return nil }
    return best.0
  }

  /// Levenshtein's distance, two rows at a time.
  private static func distance(_ one: [Character], _ other: [Character]) -> Int {
    var row = Array(0...other.count)
    for (index, letter) in one.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for column in other.indices {
        let changed = diagonal + (letter == other[column] ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(changed, diagonal + 1, row[column] + 1)
      }
    }
    return row[other.count]
  }
}
