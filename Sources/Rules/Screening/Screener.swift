/// Something that judges posts: the rulebook's engine in service, anything else in tests and benchmarks.
///
/// One bad post fails one post: what is thrown becomes that post's verdict `error` and a case for a person.
public protocol Screener: Sendable {
  /// What becomes of `post`. Called from several threads at once.
  func screen(_ post: Post) throws -> Screening
}
