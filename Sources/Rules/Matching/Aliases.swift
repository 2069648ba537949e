/// Other spellings of parts of entries: 微信 is written V信, vx, 薇信.
///
/// Data that moderators extend: `lists/aliases/*.txt`, a line a base: `微信 = V信, vx, 薇信`.
package struct Aliases: Sendable {
  private(set) var groups: [(base: String, others: [String])] = []

  package init() { groups = Self.starter }

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
      groups.append((base, others))
    }
  }

  /// `entry` with each of its aliased parts written in each of the other ways, one part at a time.
  func spellings(of entry: String) -> [String] {
    var spellings: [String] = []
    for (base, others) in groups {
      guard let range = entry.firstRange(of: base) else { continue }
      for other in others {
        var spelling = entry
        spelling.replaceSubrange(range, with: other)
        spellings.append(spelling)
      }
    }
    return spellings
  }

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
