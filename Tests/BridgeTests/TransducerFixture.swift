/// Writes compiled transducers as lttoolbox does, from pairs of what goes in and what comes out.
struct TransducerFixture {
  private var tags: [String] = []
  private var pairs: [[Int]] = [[0, 0]]
  private var paths: [[Int]] = []
  /// Pair numbers of transitions that lead from the first state to itself.
  private var loops: [Int] = []

  /// `casas=casa<n><f><pl>`, a line each; a line `*x` is a loop that takes x any number of times.
  static func bytes(_ lines: String, section: String = "main@standard", magic: Bool = true) -> [UInt8] {
    var fixture = TransducerFixture()
    for line in lines.split(separator: "\n") { fixture.add(String(line)) }
    return fixture.encoded(section, magic: magic)
  }

  private mutating func add(_ line: String) {
    if line.hasPrefix("*") {
      let symbol = symbols(String(line.dropFirst()))[0]
      loops.append(pair(symbol, symbol))
      return
    }
    let sides = line.split(separator: "=").map { symbols(String($0)) }
    let (input, output) = (sides[0], sides[1])
    paths.append(
      (0..<max(input.count, output.count)).map {
        pair($0 < input.count ? input[$0] : 0, $0 < output.count ? output[$0] : 0)
      })
  }

  /// Code points, or minus a tag's number less one.
  private mutating func symbols(_ text: String) -> [Int] {
    var symbols: [Int] = []
    var tag: String?
    for scalar in text.unicodeScalars {
      if scalar == "<" {
        tag = ""
      } else if scalar == ">", let name = tag {
        if !tags.contains(name) { tags.append(name) }
        symbols.append(-(tags.firstIndex(of: name) ?? 0) - 1)
        tag = nil
      } else if tag != nil {
        tag?.unicodeScalars.append(scalar)
      } else {
        symbols.append(Int(scalar.value))
      }
    }
    return symbols
  }

  private mutating func pair(_ input: Int, _ output: Int) -> Int {
    if let known = pairs.firstIndex(of: [input, output]) { return known }
    pairs.append([input, output])
    return pairs.count - 1
  }

  private func encoded(_ section: String, magic: Bool) -> [UInt8] {
    var bytes: [UInt8] = magic ? Array("LTTB".utf8) + [UInt8](repeating: 0, count: 8) : []
    func number(_ value: Int) {
      switch value {
      case ..<0x40: bytes.append(UInt8(value))
      case ..<0x4000: bytes += [UInt8(value >> 8) | 0x40, UInt8(value & 0xFF)]
      default: bytes += [UInt8(value >> 16) | 0x80, UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF)]
      }
    }
    func text(_ text: String) {
      number(text.unicodeScalars.count)
      for scalar in text.unicodeScalars { number(Int(scalar.value)) }
    }
    number(2)
    number(0x61)
    number(0x62)
    number(tags.count)
    for tag in tags { text(tag) }
    number(pairs.count)
    for pair in pairs { for symbol in pair { number(symbol + tags.count) } }
    number(1)
    text(section)
    if magic { bytes += Array("LTTD".utf8) + [UInt8](repeating: 0, count: 8) }
    let states = states()
    number(0)
    number(1)
    number(1)
    number(states.count)
    for (state, transitions) in states.enumerated() {
      number(transitions.count)
      var last = 0
      for (pair, target) in transitions.sorted(by: { $0.pair < $1.pair }) {
        number(pair - last)
        last = pair
        number((target - state + states.count) % states.count)
      }
    }
    return bytes
  }

  /// The first state, the last, and those of each path between.
  private func states() -> [[(pair: Int, target: Int)]] {
    var states: [[(pair: Int, target: Int)]] = [loops.map { ($0, 0) }, []]
    for path in paths {
      var state = 0
      for (place, pair) in path.enumerated() {
        let target = place == path.count - 1 ? 1 : states.count
        states[state].append((pair, target))
        if target != 1 { states.append([]) }
        state = target
      }
    }
    return states
  }
}
