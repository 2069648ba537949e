/// Other spellings of parts of entries: 微信 is written V信, vx, 薇信.
///
/// Data that moderators extend: `lists/aliases/*.txt`, a line a base: `微信 = V信, vx, 薇信`.
package struct Aliases: Sendable {
  private var groups: [Group] = []
  /// The groups whose bases begin with a scalar.
  private var groupsOf: [Unicode.Scalar: [Int]] = [:]

  private struct Group {
    var base: [Unicode.Scalar]
    var others: [String]
  }

  package init() { for (base, others) in Self.starter { add(base, others) } }

  private mutating func add(_ base: String, _ others: [String]) {
    let base = Array(base.unicodeScalars)
    guard let first = base.first else { return }
    groupsOf[first, default: []].append(groups.count)
    groups.append(Group(base: base, others: others))
  }

  /// Adds the lines of a file; what cannot be read is told to `reader`.
  mutating func read(_ text: String, file: String, into reader: inout SchemaReader) {
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      let place = FilePlace(file, index + 1, 1)
      let line = Self.trimmed(line)
      if line.isEmpty || line.hasPrefix("#") { continue }
      let sides = line.split(separator: "=", maxSplits: 1)
      let others = sides.count == 2 ? sides[1].split(separator: ",").map { String(Self.trimmed($0)) } : []
      let base = String(Self.trimmed(sides.first ?? ""))
      guard !base.isEmpty, !others.isEmpty, !others.contains("") else {
        reader.error("bad-alias", at: place, "This is not a line of aliases.", fix: "write it as `微信 = V信, vx`")
        continue
      }
      add(base, others)
    }
  }

  /// `entry` with each of its aliased parts written in each of the other ways, one part at a time.
  func spellings(of entry: String) -> [String] {
    let scalars = Array(entry.unicodeScalars)
    var places: [Int: Int] = [:]
    for place in scalars.indices {
      for group in groupsOf[scalars[place]] ?? [] where scalars[place...].starts(with: groups[group].base) {
        if places[group] == nil { places[group] = place }
      }
    }
    return places.sorted { $0.key < $1.key }.flatMap { number, place in
      let group = groups[number]
      let (before, after) = (text(scalars[..<place]), text(scalars[(place + group.base.count)...]))
      return group.others.map { before + $0 + after }
    }
  }

  private func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String { String(String.UnicodeScalarView(scalars)) }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while let first = text.first, first.isWhitespace || first == "\u{FEFF}" { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return text
  }

  /// What every community meets; its own file comes on top.
  private static let starter: [(String, [String])] = [
    ("微信", ["v信", "vx", "wx", "薇信", "徽信", "威❤", "v❤", "w❤", "微x", "薇❤", "v我", "weixin", "嶶信", "薇芯", "微芯", "v芯"]),
    ("加微", ["加v", "加薇", "加w", "家薇", "佳薇", "+v", "十v", "加vx"]),
    ("加微信", ["加v", "+v", "十v", "家薇", "加薇", "加vx", "加wx", "+微", "+薇"]),
    ("扣扣", ["qq", "抠抠", "蔻蔻", "企鹅", "扣号", "球球", "🐧"]), ("QQ", ["扣扣", "抠抠", "蔻蔻", "企鹅号", "🐧"]),
    ("群", ["裙", "輑"]), ("电报", ["纸飞机", "飞机群", "tg"]), ("telegram", ["telegr", "tele gram", "纸飞机"]),
    ("whatsapp", ["whats app", "watsapp", "wattsapp", "whtsapp", "w/app"]), ("支付宝", ["zfb", "支付寳", "吱付宝"]),
    ("钱", ["米", "钅戋"]), ("代购", ["dg"]), ("傻逼", ["煞笔", "沙比", "傻b", "sb", "傻比", "傻13", "大傻春"]),
    ("牛逼", ["nb", "牛b", "牛批"]),
    ("妈", ["馬的", "🐴"]), ("逼", ["b", "比", "批", "13"]), ("카톡", ["ㅋㅌ", "카카오톡", "까톡", "kakaotalk", "깨톡"]),
    ("카카오톡", ["카톡", "까톡", "kakaotalk"]),
    ("ライン", ["line", "らいん", "LINE"]),
  ]
}
