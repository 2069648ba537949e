/// A numbered step of the tables: `Schema/migrations/NNNN_what_it_does.sql`, applied once, never edited after its release.
///
/// Functions, views and grants are no steps: each stands whole in a file of its own and is applied again when it changed.
package struct Migration: Sendable {
  package let number: Int
  package let name: String
  /// Whole statements, run in the schema `drawbridge` as its owner.
  let sql: String

  /// All steps, in their order; their numbers have no gap.
  package static let all: [Migration] = SchemaFile.all.filter { $0.path.hasPrefix("migrations/") }.map(Migration.init)

  private init(_ file: SchemaFile) {
    let name = file.path.split(separator: "/")[1].dropLast(".sql".count)
    guard let number = Int(name.prefix(4)) else { preconditionFailure("\(file.path) begins with no number") }
    self.number = number
    self.name = name.dropFirst(5).map { $0 == "_" ? " " : String($0) }.joined()
    sql = file.text
  }
}
