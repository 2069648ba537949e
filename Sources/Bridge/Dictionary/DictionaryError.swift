/// Why a dictionary could not be built or opened.
package struct DictionaryError: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Reason: Hashable, Sendable {
    /// The system's reason.
    case unreadable(String)
    case unwritable(String)
    case foreign
    case version(found: UInt32, known: UInt32)
    case truncated(bytes: Int, expected: UInt64)
    case damaged(String)
    case emptySource(String)
    /// What is wrong with a source that is no text.
    case unusableSource(String)
    case missingSource(MissingSource)
  }

  package var reason: Reason
  /// The file or folder.
  package var path: String

  package init(_ reason: Reason, _ path: String) {
    self.reason = reason
    self.path = path
  }

  package var description: String {
    switch reason {
    case .unreadable(let why): "\(path): cannot be read: \(why)"
    case .unwritable(let why): "\(path): cannot be written: \(why)"
    case .foreign: "\(path): this is no Drawbridge dictionary; `drawbridge dictionary build` writes one"
    case .version(let found, let known):
      "\(path): the dictionary has format \(found), this program reads \(known); build it again with `drawbridge dictionary build`"
    case .truncated(let bytes, let expected):
      "\(path): the dictionary has \(bytes) bytes of \(expected); build it again with `drawbridge dictionary build`"
    case .damaged(let what):
      "\(path): the dictionary is damaged (\(what)); build it again with `drawbridge dictionary build`"
    case .emptySource(let name): "\(path): nothing in it reads as \(name)"
    case .unusableSource(let what):
      "\(path): the source is damaged: \(what); remove it and run `Deploy/dictionaries` again"
    case .missingSource(let missing): "\(path): \(missing.description)"
    }
  }
}
