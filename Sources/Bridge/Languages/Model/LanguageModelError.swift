/// Why a language model could not be used.
package struct LanguageModelError: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Reason: Error, Hashable, Sendable {
    /// The system's reason.
    case unreadable(String)
    case foreign
    case version(found: UInt32, known: UInt32)
    case truncated(bytes: Int, expected: UInt64)
    case damaged(String)
  }

  package var reason: Reason
  /// The file.
  package var path: String

  package init(_ reason: Reason, _ path: String) {
    self.reason = reason
    self.path = path
  }

  package var description: String {
    switch reason {
    case .unreadable(let why): "\(path): cannot be read: \(why)"
    case .foreign: "\(path): this is no Drawbridge language model; `LanguageTrainer` writes one"
    case .version(let found, let known):
      "\(path): the language model has format \(found), this program reads \(known); train it again"
    case .truncated(let bytes, let expected):
      "\(path): the language model has \(bytes) bytes of \(expected); copy it again"
    case .damaged(let what): "\(path): the language model is damaged (\(what)); copy it again"
    }
  }
}
