/// For each use, matches that do not overlap a plainer or longer one. Matches are added by their beginnings, so that only the
/// last of a use can overlap. O(1) a match.
struct BestMatches {
  private(set) var matches: [ListMatch] = []
  private var lastOfUse: [ListUse: Int] = [:]

  mutating func add(_ match: ListMatch) {
    if let last = lastOfUse[match.use], matches[last].range.overlaps(match.range) {
      if match.isBetter(than: matches[last]) { matches[last] = match }
      return
    }
    lastOfUse[match.use] = matches.count
    matches.append(match)
  }
}

extension ListMatch {
  fileprivate func isBetter(than other: ListMatch) -> Bool {
    (disguise, -range.count) < (other.disguise, -other.range.count)
  }
}
