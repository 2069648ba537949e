internal import CICU
internal import CTables

/// The *folded* view of a text: NFKC_Casefold with default-ignorables out, Traditional Han as Simplified, and for every
/// folded scalar the range of raw scalars that it came from.
///
/// Equal to Unicode's toNFKC_Casefold (UAX #31) by construction: a scalar with a boundary on both sides is one look-up;
/// a run that may compose (marks, jamo, half-width kana with marks) goes through ICU as a whole. A run is cut after 30
/// non-starters (the Stream-Safe Text Format of UAX #15), so a megabyte of marks costs linear time.
package struct FoldedText: Sendable {
  /// The folded scalars.
  package private(set) var scalars: [UInt32] = []
  /// For each folded scalar its raw range; both empty where every folded scalar came from the raw one in its place.
  private var starts: [Int32] = []
  private var ends: [Int32] = []

  package init() {}

  package init(_ raw: [UInt32]) { fold(raw) }

  package init(_ text: String) { fold(text.unicodeScalars.map(\.value)) }

  /// Replaces this view with that of `raw`. O(*n*).
  package mutating func fold(_ raw: [UInt32]) {
    starts.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    foldOneToOne(raw)
    if scalars.count < raw.count { foldRest(raw) }
  }

  /// The folds of the first scalars, as far as each folds to one and composes with none: nearly every text, whole.
  private mutating func foldOneToOne(_ raw: [UInt32]) {
    scalars.removeAll(keepingCapacity: true)
    var seen: UInt32 = 0
    scalars.append(addingCapacity: raw.count) { out in
      for scalar in raw {
        let entry = Fold.entry(scalar)
        seen |= entry
        out.append(entry == 0 ? scalar : entry)
      }
    }
    // No branch in the loop: entries that are no scalar have a bit above the 21 of a scalar.
    if seen >> 21 != 0, let first = raw.firstIndex(where: { Fold.entry($0) >> 21 != 0 }) {
      scalars.removeLast(raw.count - first)
    }
  }

  /// Folds from the last scalar that was folded, which the next may compose with.
  private mutating func foldRest(_ raw: [UInt32]) {
    if !scalars.isEmpty { scalars.removeLast() }
    var index = scalars.count
    scalars.reserveCapacity(raw.count)
    starts.reserveCapacity(raw.count)
    ends.reserveCapacity(raw.count)
    for place in 0..<index {
      starts.append(Int32(truncatingIfNeeded: place))
      ends.append(Int32(truncatingIfNeeded: place + 1))
    }
    while index < raw.count {
      if ScalarTraits(of: raw[index]).isIgnorable {
        index += 1
        continue
      }
      let next = Self.nextKept(raw, after: index)
      if next == raw.count || ScalarTraits(of: raw[next]).hasFoldBoundaryBefore {
        foldAlone(raw[index], at: index)
        index = next
      } else {
        index = foldRun(raw, from: index)
      }
    }
  }

  /// The first raw scalar that the folded scalar at `index` came from.
  @inline(__always)
  package func start(of index: Int) -> Int { starts.isEmpty ? index : Int(starts[index]) }

  /// One past the last raw scalar that the folded scalar at `index` came from.
  @inline(__always)
  package func end(of index: Int) -> Int { starts.isEmpty ? index + 1 : Int(ends[index]) }

  /// The raw range that the folded range `range` (not empty) came from.
  package func rawRange(_ range: Range<Int>) -> Range<Int> {
    if starts.isEmpty { return range }
    var end = Int(ends[range.lowerBound])
    for index in range where Int(ends[index]) > end { end = Int(ends[index]) }
    return Int(starts[range.lowerBound])..<end
  }

  private static func nextKept(_ raw: [UInt32], after index: Int) -> Int {
    var next = index + 1
    while next < raw.count && ScalarTraits(of: raw[next]).isIgnorable { next += 1 }
    return next
  }

  @inline(__always)
  private mutating func foldAlone(_ scalar: UInt32, at index: Int) {
    let mapped = Fold.alone(scalar)
    if mapped == 0 {
      append(scalar, index, index + 1)
    } else if mapped < 0x110000 {
      append(mapped, index, index + 1)
    } else if mapped != Fold.dropped {
      for offset in 0..<Fold.length(mapped) { append(Fold.expansion(mapped, offset), index, index + 1) }
    }
  }

  /// Folds the run of scalars that may compose with one another; returns where the next run begins.
  private mutating func foldRun(_ raw: [UInt32], from first: Int) -> Int {
    var run: [UInt32] = [raw[first]]
    var end = first + 1
    var next = Self.nextKept(raw, after: first)
    while next < raw.count && run.count <= 30 && !ScalarTraits(of: raw[next]).hasFoldBoundaryBefore {
      run.append(raw[next])
      end = next + 1
      next = Self.nextKept(raw, after: next)
    }
    for folded in Self.casefold(run) { append(Fold.simplified(folded), first, end) }
    return next
  }

  private static func casefold(_ run: [UInt32]) -> [UInt32] {
    var out = [UInt32](repeating: 0, count: run.count * 20 + 32)
    let count = icu_nfkc_casefold(run, Int32(run.count), &out, Int32(out.count))
    precondition(count >= 0, "ICU folds every sequence of scalars")
    return Array(out.prefix(Int(count)))
  }

  @inline(__always)
  private mutating func append(_ scalar: UInt32, _ start: Int, _ end: Int) {
    scalars.append(scalar)
    starts.append(Int32(truncatingIfNeeded: start))
    ends.append(Int32(truncatingIfNeeded: end))
  }
}

/// The generated table of what each scalar alone folds to.
enum Fold {
  static let dropped: UInt32 = 0xFFFF_FFFF

  /// 0 (unchanged), a scalar, `dropped`, or an expansion; past U+10FFFF also what may compose with the scalar before.
  @inline(__always)
  static func entry(_ scalar: UInt32) -> UInt32 {
    let scalar = scalar <= 0x10FFFF ? Int(scalar) : 0xFFFD
    return drawbridge_fold_stage2()[Int(drawbridge_fold_stage1()[scalar >> 7]) << 7 | scalar & 127]
  }

  /// The entry without the mark of what may compose with the scalar before it.
  @inline(__always)
  static func alone(_ scalar: UInt32) -> UInt32 {
    let entry = entry(scalar)
    return entry == dropped ? entry : entry & ~0x4000_0000
  }

  static func length(_ entry: UInt32) -> Int { Int(entry >> 24 & 0x3F) }
  static func expansion(_ entry: UInt32, _ offset: Int) -> UInt32 {
    drawbridge_fold_stage3()[Int(entry & 0xFF_FFFF) + offset]
  }

  /// Traditional → Simplified for a scalar that is folded already.
  static func simplified(_ folded: UInt32) -> UInt32 {
    let entry = alone(folded)
    return entry != 0 && entry < 0x110000 ? entry : folded
  }
}
