/// From which language into which a dictionary glosses, as BCP-47 tags.
package struct LanguagePair: Sendable, Hashable, CustomStringConvertible {
  package var source: String
  package var target: String

  package init(_ source: String, _ target: String) {
    self.source = source
    self.target = target
  }

  /// `zh-en`, as in the file's name.
  package var description: String { "\(source)-\(target)" }

  var fileName: String { "\(self).dict" }

  /// Reads `zh-en`; nil where it is no pair of language codes.
  package init?(name: String) {
    let parts = name.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    let areCodes = parts.allSatisfy {
      (2...5).contains($0.utf8.count) && $0.utf8.allSatisfy { $0 >= 0x61 && $0 <= 0x7A }
    }
    guard parts.count == 2, areCodes, parts[0] != parts[1] else { return nil }
    self.init(parts[0], parts[1])
  }
}
