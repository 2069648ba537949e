/// Why the private cluster could not be made, started or stopped; the description ends with the repair.
public struct ClusterError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What happened, and what to do about it.
  public var description: String

  package init(_ description: String) { self.description = description }
}
