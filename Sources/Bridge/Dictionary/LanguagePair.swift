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
}
