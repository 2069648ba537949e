/// Dense numbers for the scalars that patterns use: a table of the Basic Multilingual Plane, pages for what lies above.
package struct DenseClasses: Sendable {
  private var plane = [UInt16](repeating: 0, count: 0x10000)
  private var pageNumbers = [UInt16](repeating: 0, count: 0x1000)
  private var pages = [UInt16](repeating: 0, count: 256)
  /// How many classes there are; they are numbered from 1.
  package private(set) var count = 0

  package init(_ patterns: [[UInt32]]) {
    var uses: [UInt32: Int] = [:]
    for pattern in patterns { for scalar in pattern where scalar < 0x110000 { uses[scalar, default: 0] += 1 } }
    for (scalar, _) in uses.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }).prefix(65_535) { add(scalar) }
  }

  package var bytes: Int { (plane.count + pageNumbers.count + pages.count) * 2 }

  @inline(__always)
  package func of(_ scalar: UInt32) -> UInt32 {
    if scalar < 0x10000 { return UInt32(plane[Int(scalar)]) }
    guard scalar < 0x110000 else { return 0 }
    return UInt32(pages[Int(pageNumbers[Int(scalar >> 8) - 0x100]) << 8 | Int(scalar & 255)])
  }

  private mutating func add(_ scalar: UInt32) {
    count += 1
    if scalar < 0x10000 {
      plane[Int(scalar)] = UInt16(count)
      return
    }
    let page = Int(scalar >> 8) - 0x100
    if pageNumbers[page] == 0 {
      pageNumbers[page] = UInt16(pages.count >> 8)
      pages += [UInt16](repeating: 0, count: 256)
    }
    pages[Int(pageNumbers[page]) << 8 | Int(scalar & 255)] = UInt16(count)
  }
}
