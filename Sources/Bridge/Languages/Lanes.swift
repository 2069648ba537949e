/// Thirty-two small numbers, one a language, added and compared all at once.
///
/// Two halves of sixteen, even lanes and odd ones: the compiler turns operations on `SIMD16<Int16>` into single
/// instructions and those on `SIMD32` into loops (Swift 6.3.1, twenty times slower).
struct Lanes: Sendable {
  private var even: SIMD16<Int16>
  private var odd: SIMD16<Int16>

  static let zero = Lanes(repeating: 0)

  @inline(__always)
  init(even: SIMD16<Int16>, odd: SIMD16<Int16>) {
    self.even = even
    self.odd = odd
  }

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
    let highest = SIMD16<Int16>(repeating: highest)
    even &-= highest
    odd &-= highest
    lift(to: floor)
  }

  /// The largest number, by halving: `max()` is a loop (Swift 6.3.1).
  @inline(__always)
  var highest: Int16 {
    let sixteen = even.replacing(with: odd, where: odd .> even)
    let (low, high) = (sixteen.lowHalf, sixteen.highHalf)
    let eight = low.replacing(with: high, where: high .> low)
    let four = eight.lowHalf.replacing(with: eight.highHalf, where: eight.highHalf .> eight.lowHalf)
    return max(max(four[0], four[1]), max(four[2], four[3]))
  }

  /// Adds what `known` says, leaves the largest number at 0, and empties `known`.
  @inline(__always)
  mutating func take(_ known: inout KnownWords) {
    self = self + known.evidence
    known = KnownWords()
    settle(atLeast: ModelReader.farBehind)
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

  /// The first lane that holds the largest number.
  @inline(__always)
  var laneOfHighest: Int {
    let best = SIMD16<Int16>(repeating: highest)
    let far = SIMD16<Int16>(repeating: 99)
    let places = Lanes(
      even: far.replacing(with: Self.evenLanes, where: even .== best),
      odd: far.replacing(with: Self.evenLanes &+ 1, where: odd .== best))
    return -Int((Lanes.zero - places).highest)
  }

  @inline(__always)
  private static var evenLanes: SIMD16<Int16> {
    SIMD16(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30)
  }

  @inline(__always)
  static func - (left: Lanes, right: Lanes) -> Lanes {
    Lanes(even: left.even &- right.even, odd: left.odd &- right.odd)
  }
}

/// The sum of the rows of known words, four lanes to a number of 16 bits, unpacked.
struct KnownWords {
  private var parts: (SIMD8<UInt16>, SIMD8<UInt16>, SIMD8<UInt16>, SIMD8<UInt16>) = (.zero, .zero, .zero, .zero)

  /// Adds a row; up to 64 rows fit.
  @inline(__always)
  mutating func add(_ row: SIMD8<UInt16>) {
    let mask = SIMD8<UInt16>(repeating: 15)
    let (a, b, c, d) = (row & mask, row &>> 4 & mask, row &>> 8 & mask, row &>> 12)
    parts.0 &+= a &* a
    parts.1 &+= b &* b
    parts.2 &+= c &* c
    parts.3 &+= d &* d
  }

  /// What the words say together.
  @inline(__always)
  var evidence: Lanes {
    let even = SIMD16<Int16>(lowHalf: Self.signed(parts.0), highHalf: Self.signed(parts.1))
    let odd = SIMD16<Int16>(lowHalf: Self.signed(parts.2), highHalf: Self.signed(parts.3))
    return Lanes(even: even &* -LanguageModelFormat.wordUnit, odd: odd &* -LanguageModelFormat.wordUnit)
  }

  @inline(__always)
  private static func signed(_ part: SIMD8<UInt16>) -> SIMD8<Int16> { unsafeBitCast(part, to: SIMD8<Int16>.self) }
}
