/// Thirty-two small numbers, one a language, added and compared all at once.
///
/// Two halves of sixteen, even lanes and odd ones: the compiler turns operations on `SIMD16<Int16>` into single
/// instructions and those on `SIMD32` into loops (Swift 6.3.1, twenty times slower).
struct Lanes: Sendable {
  private var even: SIMD16<Int16>
  private var odd: SIMD16<Int16>

  static let zero = Lanes(repeating: 0)

  init(repeating value: Int16) {
    even = SIMD16(repeating: value)
    odd = SIMD16(repeating: value)
  }

  subscript(lane: Int) -> Int16 {
    get { lane & 1 == 0 ? even[lane >> 1] : odd[lane >> 1] }
    set { if lane & 1 == 0 { even[lane >> 1] = newValue } else { odd[lane >> 1] = newValue } }
  }

  /// Adds a row of small numbers: even lanes in the low bytes, odd ones in the high bytes.
  @inline(__always)
  mutating func add(packed row: SIMD16<Int16>) {
    even &+= (row &<< 8) &>> 8
    odd &+= row &>> 8
  }

  /// The same for a row that is kept coarser by `shift` powers of two.
  @inline(__always)
  mutating func add(packed row: SIMD16<Int16>, shift: Int16) {
    even &+= ((row &<< 8) &>> 8) &<< shift
    odd &+= (row &>> 8) &<< shift
  }

  @inline(__always)
  static func + (left: Lanes, right: Lanes) -> Lanes {
    var sum = left
    sum.even &+= right.even
    sum.odd &+= right.odd
    return sum
  }

  /// Takes the largest number from all, so that it becomes 0, and lifts those below `floor` to it.
  @inline(__always)
  mutating func settle(atLeast floor: Int16) {
    let highest = SIMD16<Int16>(repeating: max(even.max(), odd.max()))
    even &-= highest
    odd &-= highest
    lift(to: floor)
  }

  /// Whether one number is larger than every other by `margin` or more; the largest is 0, as `settle` leaves it.
  @inline(__always)
  func leads(by margin: Int16) -> Bool {
    let limit = SIMD16<Int16>(repeating: -margin)
    let near =
      SIMD16<Int16>(repeating: 0).replacing(with: 1, where: even .> limit)
      &+ SIMD16<Int16>(repeating: 0).replacing(with: 1, where: odd .> limit)
    return near.wrappedSum() == 1
  }

  /// Lifts the numbers below `floor` to it.
  @inline(__always)
  mutating func lift(to floor: Int16) {
    let floor = SIMD16<Int16>(repeating: floor)
    even.replace(with: floor, where: even .< floor)
    odd.replace(with: floor, where: odd .< floor)
  }

  /// The first lane that holds `value`, or 0.
  func lane(of value: Int16) -> Int {
    for lane in 0..<32 where self[lane] == value { return lane }
    return 0
  }
}
