/// The warning that a member was dropped because nobody knows it.
enum UnknownMember {
  private static let (start, end) = ("unknown member `", "` was dropped")

  static func warning(_ path: String) -> String { start + path + end }

  /// The member that `warning` names, where it is such a warning.
  static func path(in warning: String) -> String? {
    guard warning.hasPrefix(start), warning.hasSuffix(end) else { return nil }
    return String(warning.dropFirst(start.count).dropLast(end.count))
  }
}

extension Post {
  /// The members that were dropped because nobody knows them; those of its first warnings only.
  package var unknownMembers: [String] { warnings.compactMap { UnknownMember.path(in: $0) } }
}
