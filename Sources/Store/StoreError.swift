/// What the store refused, for the person who asked; the description ends with the repair where there is one.
public struct StoreError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The reason.
  public var description: String

  package init(_ description: String) { self.description = description }
}
