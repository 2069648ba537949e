internal import Text

/// The *url* view: a folded text in which the ways to write a dot in a host name are dots, and where host names stand in it.
struct HostText {
  /// Classes of letters, digits, hyphens, dots; 0 for anything else.
  private(set) var classes: [UInt32] = []
  /// For each, its place in the folded text.
  private(set) var places: [Int] = []
  /// Runs of labels with a dot between two of them at least.
  private(set) var hosts: [Range<Int>] = []

  private static let dot: UInt32 = 0x2E
  private static let words: [[UInt32]] = ["dot", "点", "點", "punkt", "punto", "point"].map {
    $0.unicodeScalars.map(\.value)
  }

  private static let initials = Set(words.map { $0[0] }).sorted()

  /// A cheap look: something that can be a dot stands between two others.
  static func mayHoldHosts(_ scalars: [UInt32]) -> Bool {
    scalars.contains {
      $0 == 0x2E || $0 == 0x3002 || $0 == 0x70B9 || $0 == 0x25 || $0 == 0x74 || $0 == 0xFF61 || $0 == 0x2024
    }
  }

  init(_ folded: FoldedText) {
    let scalars = folded.scalars
    classes.reserveCapacity(scalars.count)
    places.reserveCapacity(scalars.count)
    var index = 0
    while index < scalars.count {
      if let end = Self.dotEnd(scalars, index) {
        append(Self.dot, at: index)
        index = end
      } else {
        append(Self.hostClass(scalars[index]), at: index)
        index += 1
      }
    }
    findHosts()
  }

  private mutating func append(_ scalar: UInt32, at place: Int) {
    classes.append(scalar)
    places.append(place)
  }

  @inline(__always)
  private static func hostClass(_ scalar: UInt32) -> UInt32 {
    if scalar == 0x2D || scalar == 0x5F || scalar == 0x2010 || scalar == 0x2011 || scalar == 0x2013 {
      return scalar == 0x5F ? scalar : 0x2D
    }
    let shape = Shape(of: scalar)
    switch shape.role {
    case .letter, .digit, .han, .kana, .hangul: return shape.mappedClass == 0 ? scalar : shape.mappedClass
    default: return 0
    }
  }

  // MARK: Dots

  /// Where the dot that begins at `index` ends, blanks around it and brackets included; nil where there is none.
  private static func dotEnd(_ scalars: [UInt32], _ index: Int) -> Int? {
    guard mayBeginDot(scalars[index]) else { return nil }
    var place = index
    var isOpen: UInt32 = 0
    let hadSpace = isSpace(scalars, place)
    if hadSpace { place += 1 }
    if place < scalars.count, let close = closing(scalars[place]) {
      isOpen = close
      place += 1
      if isSpace(scalars, place) { place += 1 }
    }
    guard var end = sign(scalars, place, needsEdges: isOpen == 0, hadSpace: hadSpace) else { return nil }
    if isOpen != 0 {
      if isSpace(scalars, end) { end += 1 }
      guard end < scalars.count, scalars[end] == isOpen else { return nil }
      end += 1
    }
    let hasSpaceAfter = isSpace(scalars, end)
    // A blank on one side only is the end of a sentence.
    if isOpen == 0 && hadSpace != hasSpaceAfter { return nil }
    if hasSpaceAfter && hadSpace { end += 1 }
    guard index > 0, end < scalars.count, isPart(scalars[index - 1]), isPart(scalars[end]) else { return nil }
    return end
  }

  /// Blanks, brackets, dots, %2e and the first letters of the words for a dot: nearly every scalar is none of them.
  @inline(__always)
  private static func mayBeginDot(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x20, 0x25, 0x28, 0x2E, 0x5B, 0x7B, 0x2024, 0x3002, 0x3010, 0xFF61: true
    default: initials.contains(scalar)
    }
  }

  private static func closing(_ bracket: UInt32) -> UInt32? {
    switch bracket {
    case 0x28: 0x29
    case 0x5B: 0x5D
    case 0x7B: 0x7D
    case 0x3010: 0x3011
    default: nil
    }
  }

  /// Where the dot or the word for it at `index` ends.
  private static func sign(_ scalars: [UInt32], _ index: Int, needsEdges: Bool, hadSpace: Bool) -> Int? {
    guard index < scalars.count else { return nil }
    switch scalars[index] {
    case 0x2E, 0x3002, 0xFF61, 0x2024: return index + 1
    case 0x25:
      guard index + 2 < scalars.count, scalars[index + 1] == 0x32, scalars[index + 2] == 0x65 else { return nil }
      return index + 3
    default: break
    }
    for word in words where word[0] == scalars[index] && scalars[index...].starts(with: word) {
      let isHan = word.count == 1
      if isHan || !needsEdges || hadSpace { return index + word.count }
    }
    return nil
  }

  private static func isSpace(_ scalars: [UInt32], _ index: Int) -> Bool {
    index < scalars.count && scalars[index] == 0x20
  }

  /// ASCII letters and digits, and what looks like them: Chinese 点 is a dot between these only.
  private static func isPart(_ scalar: UInt32) -> Bool {
    let shape = Shape(of: scalar)
    return shape.role == .letter || shape.role == .digit
  }

  // MARK: Hosts

  private mutating func findHosts() {
    var start = 0
    while start < classes.count {
      guard classes[start] != 0 else {
        start += 1
        continue
      }
      var end = start
      while end < classes.count && classes[end] != 0 { end += 1 }
      var run = start..<end
      while let last = run.last, classes[last] == Self.dot || classes[last] == 0x2D { run = run.lowerBound..<last }
      while let first = run.first, classes[first] == Self.dot || classes[first] == 0x2D {
        run = first + 1..<run.upperBound
      }
      if run.contains(where: { classes[$0] == Self.dot }) { hosts.append(run) }
      start = end
    }
  }

  /// Where each label of a host begins, the longest suffix first; Han right before a Latin label is not of it.
  func labelStarts(of host: Range<Int>) -> [Int] {
    var starts = [host.lowerBound]
    for index in host.dropFirst() {
      if classes[index - 1] == Self.dot {
        starts.append(index)
      } else if classes[index] < 0x3000, classes[index - 1] >= 0x3000 {
        starts.append(index)
      }
    }
    return starts
  }

  /// The classes of a host, its `xn--` labels decoded.
  func decoded(_ range: Range<Int>) -> [UInt32] {
    let host = Array(classes[range])
    guard Self.hasPunycode(host) else { return host }
    let text = String(String.UnicodeScalarView(host.compactMap { Unicode.Scalar($0) }))
    return FoldedText(HostNames.decoded(text)).scalars.map { $0 == Self.dot ? $0 : Self.hostClass($0) }
  }

  private static func hasPunycode(_ host: [UInt32]) -> Bool {
    host.indices.contains { index in
      host[index] == 0x78 && index + 3 < host.count && host[index + 1] == 0x6E && host[index + 2] == 0x2D
        && host[index + 3] == 0x2D
    }
  }
}
