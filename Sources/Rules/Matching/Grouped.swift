/// Values by the number of their group, in two arrays: half the memory of an array of arrays, and no reference to follow.
struct Grouped<Value: Sendable>: Sendable {
  private let starts: [Int32]
  private let values: [Value]

  /// Groups 0 to below `count`; within each the values keep their order. O(*n*).
  init(_ pairs: [(group: Int32, value: Value)], count: Int) {
    var starts = [Int32](repeating: 0, count: count + 1)
    for pair in pairs { starts[Int(pair.group) + 1] += 1 }
    for group in 0..<count { starts[group + 1] += starts[group] }
    var places = starts
    var order = [Int32](repeating: 0, count: pairs.count)
    for (number, pair) in pairs.enumerated() {
      order[Int(places[Int(pair.group)])] = Int32(number)
      places[Int(pair.group)] += 1
    }
    self.starts = starts
    values = order.map { pairs[Int($0)].value }
  }

  subscript(group: Int) -> ArraySlice<Value> { values[Int(starts[group])..<Int(starts[group + 1])] }
}
