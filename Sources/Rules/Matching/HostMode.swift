internal import Text

/// `match: host`: domains and what lies below them, in links and bare, de-fanged (`hxxp`, `[.]`, ` dot `, 。, 点, `%2E`),
/// internationalised and in lookalike letters.
struct HostMode: ListMode {
  /// Host, as classes of letters with `.` and `-` → what it stands for.
  private var uses: [[UInt32]: [ListUse]] = [:]
  private var longest = 0

  init?(_ lists: [ListDefinition], _ helps: MatchingHelps) {
    for (index, list) in lists.enumerated() {
      for (number, entry) in list.entries.enumerated() where Self.takes(list, entry.value.text) {
        add(entry.value.text, ListUse(list: index, number: number, isException: false))
      }
      for (number, entry) in list.exceptions.enumerated() where Self.takes(list, entry.value.text) {
        add(entry.value.text, ListUse(list: index, number: number, isException: true))
      }
    }
    if uses.isEmpty { return nil }
  }

  /// Whether `text` names a host.
  static func isHost(_ text: String) -> Bool { !HostText(FoldedText(hostPart(text))).hosts.isEmpty }

  /// Lists of hosts, and entries of evasive lists that are written like one.
  private static func takes(_ list: ListDefinition, _ entry: String) -> Bool {
    if list.modes.contains(.host) { return true }
    guard list.modes.contains(.evasive), entry.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return false }
    let labels = entry.split(separator: ".", omittingEmptySubsequences: false)
    return labels.count >= 2 && labels.allSatisfy { !$0.isEmpty } && (labels.last?.count ?? 0) >= 2
      && entry.utf8.allSatisfy {
        $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2D || $0 == 0x2E
      }
  }

  private mutating func add(_ entry: String, _ use: ListUse) {
    let view = HostText(FoldedText(Self.hostPart(entry)))
    guard let host = view.hosts.first else { return }
    let key = Array(view.classes[host])
    uses[key, default: []].append(use)
    longest = max(longest, key.count)
  }

  /// The host of an entry that was written as a link or with a star.
  private static func hostPart(_ entry: String) -> String {
    var text = Substring(entry)
    if let scheme = text.firstRange(of: "://") { text = text[scheme.upperBound...] }
    if text.hasPrefix("*.") { text = text.dropFirst(2) }
    if text.hasPrefix("www.") { text = text.dropFirst(4) }
    return String(text.prefix { $0 != "/" && $0 != "?" })
  }

  func find(in text: inout TextViews, into found: inout [ListMatch]) {
    let folded = text.folded
    guard HostText.mayHoldHosts(folded.scalars) else { return }
    let view = HostText(folded)
    for host in view.hosts {
      for start in view.labelStarts(of: host) {
        guard host.upperBound - start <= longest + 64 else { continue }
        let range = start..<host.upperBound
        guard let uses = uses[view.decoded(range)] else { continue }
        let raw = folded.start(of: view.places[start])..<folded.end(of: view.places[host.upperBound - 1])
        for use in uses { found.append(ListMatch(use: use, range: raw, view: .url)) }
        break
      }
    }
  }
}
