/// How often people agreed with a rule, and how much that says.
package struct Precision: Sendable, Equatable {
  /// Hits that people acted on.
  package var right: Int
  /// Hits that people looked at.
  package var reviewed: Int

  package init(right: Int = 0, reviewed: Int = 0) {
    self.right = right
    self.reviewed = reviewed
  }

  package static func + (one: Precision, other: Precision) -> Precision {
    Precision(right: one.right + other.right, reviewed: one.reviewed + other.reviewed)
  }

  /// The share itself; nil where nobody looked.
  package var share: Double? { reviewed == 0 ? nil : Double(right) / Double(reviewed) }

  /// The lower end of Wilson's interval of 95 %: with that certainty the rule is at least this precise. 30 of 30 give .886.
  package var lowerBound: Double {
    if reviewed == 0 { return 0 }
    let (count, share, z) = (Double(reviewed), Double(right) / Double(reviewed), 1.959964)
    let middle = share + z * z / (2 * count)
    let spread = z * (share * (1 - share) / count + z * z / (4 * count * count)).squareRoot()
    return max(0, (middle - spread) / (1 + z * z / count))
  }

  /// How many more hits people must look at and find right until the lower bound reaches `bar`; 0 where it does.
  package func missing(for bar: Double) -> Int {
    func isEnough(_ more: Int) -> Bool { Precision(right: right + more, reviewed: reviewed + more).lowerBound >= bar }
    if isEnough(0) { return 0 }
    var (low, high) = (0, 1)
    while !isEnough(high) && high < 1 << 30 { (low, high) = (high, high * 2) }
    while high - low > 1 {
      let middle = (low + high) / 2
      if isEnough(middle) { high = middle } else { low = middle }
    }
    return high
  }
}
