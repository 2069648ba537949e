/// A numbered step of the schema: applied once, never edited afterwards.
package struct Migration: Sendable {
  package let number: Int
  package let name: String
  /// Whole statements, run in the schema `drawbridge` as its owner.
  let sql: String

  /// All steps, in their order.
  package static let all: [Migration] = [first, second, third, fourth, fifth, sixth, seventh]
}
