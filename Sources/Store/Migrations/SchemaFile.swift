/// A file of `Schema/`, put into the program when it is built.
struct SchemaFile: Sendable {
  /// The path below `Schema/`, such as `functions/cases/claim_case.sql`.
  let path: String
  /// Another number where the text changed.
  let digest: Int64
  /// Whole statements, as psql takes them.
  let text: String

  /// The one file at `path`.
  static func at(_ path: String) -> SchemaFile {
    guard let file = all.first(where: { $0.path == path }) else {
      preconditionFailure("there is no \(path) in Schema/")
    }
    return file
  }

  /// What is applied again whenever it changed, in this order: functions, then views, then what the roles may do.
  static let repeatable: [SchemaFile] =
    all.filter { $0.path.hasPrefix("functions/") } + all.filter { $0.path.hasPrefix("views/") } + [at("grants.sql")]

  /// One number over all repeatable files.
  static let repeatableDigest: Int64 = repeatable.reduce(0) { ($0 &* 31) &+ $1.digest }
}
