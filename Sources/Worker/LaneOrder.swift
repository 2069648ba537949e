/// In which order the lanes are looked at, from which ticket on, and how many tickets of each are worth a look.
///
/// The urgent first; every 8th take begins with the backfill, so that nothing starves. The hint is the lowest ticket
/// seen last: it keeps a take from walking over what was deleted since the oldest snapshot. An older block may become
/// visible later and a retry may lie below it, so it is forgotten whenever a take comes short, and once a second.
struct LaneOrder {
  private struct Place: Hashable {
    var lane: Int
    var source: Int?
  }

  private let batch: Int
  private var takes = 0
  private var hints: [Place: Int64] = [:]
  private var sizes: [Int: Int] = [:]
  private var emptyAt: [Int: ContinuousClock.Instant] = [:]
  private var forgotAt = ContinuousClock.now

  init(batch: Int) { self.batch = batch }

  mutating func next() -> [Int] {
    takes += 1
    let now = ContinuousClock.now
    if now - forgotAt >= .seconds(1) {
      hints.removeAll()
      forgotAt = now
    }
    let order = takes % 8 == 0 ? [2, 0, 1] : [0, 1, 2]
    // A look into an empty lane costs as much as a tenth of a batch: lanes that were empty 20 ms ago are asked last, so
    // only where the others have nothing.
    let stale = order.filter { lane in emptyAt[lane].map { now - $0 < .milliseconds(20) } ?? false }
    return order.filter { !stale.contains($0) } + stale
  }

  /// The lowest id to look at in `lane`, of `source` or of all.
  func hint(_ lane: Int, _ source: Int?) -> Int64 { hints[Place(lane: lane, source: source)] ?? 0 }

  /// How many tickets make a batch, by the size of those seen last.
  func most(_ lane: Int) -> Int {
    min(batch, max(1, (batch + sizes[lane, default: 64] - 1) / sizes[lane, default: 64]))
  }

  /// Learns from a take: where it began, how many tickets and posts came.
  mutating func saw(lowest: Int64?, tickets: Int, posts: Int, of lane: Int, _ source: Int?) {
    hints[Place(lane: lane, source: source)] = posts >= batch ? lowest : nil
    if tickets > 0 { sizes[lane] = max(1, posts / tickets) }
    if source == nil { emptyAt[lane] = tickets == 0 ? ContinuousClock.now : nil }
  }
}
