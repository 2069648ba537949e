internal import FoundationEssentials
internal import Text

/// Links of a post: the platform's and those found in the text.
enum Links {
  /// How many different ones there are.
  static func count(of post: Post) -> Int {
    let found = of(post)
    return found.isEmpty ? 0 : Set(found).count
  }

  /// All of them, the platform's first.
  static func of(_ post: Post) -> [String] { post.links + inText(post.text) + (post.title.map(inText) ?? []) }

  /// `text` with a blank in place of each link.
  static func removed(from text: String) -> String {
    let bytes = Array(text.utf8)
    let links = ranges(in: bytes)
    if links.isEmpty { return text }
    Work.add(bytes.count)
    var kept: [UInt8] = []
    kept.reserveCapacity(bytes.count)
    var start = 0
    for link in links {
      kept += bytes[start..<link.lowerBound]
      kept.append(0x20)
      start = link.upperBound
    }
    kept += bytes[start...]
    return String(decoding: kept, as: UTF8.self)
  }

  /// `link` as counters compare it: scheme and host in small letters, no `www.`, no fragment, no full stop behind.
  static func normalized(_ link: String) -> String {
    var link = link[...]
    if let hash = link.firstIndex(of: "#") { link = link[..<hash] }
    while let last = link.last, ".,;:!?)]'/".contains(last) { link.removeLast() }
    if let scheme = link.firstRange(of: "://") { link = link[scheme.upperBound...] }
    let end = link.firstIndex { $0 == "/" || $0 == "?" } ?? link.endIndex
    var host = link[..<end].lowercased()
    if host.hasPrefix("www.") { host.removeFirst(4) }
    return host + link[end...]
  }

  /// The host of a normalized link, without a port.
  static func host(_ normalized: String) -> String {
    let host = normalized.prefix { $0 != "/" && $0 != "?" && $0 != ":" }
    return String(host.split(separator: "@").last ?? host)
  }

  /// What begins with `http://`, `https://` or `www.` in `text`, up to a blank or a character that no URL has.
  static func inText(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    return ranges(in: bytes).map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  private static func ranges(in bytes: [UInt8]) -> [Range<Int>] {
    var links: [Range<Int>] = []
    var index = 0
    while index < bytes.count {
      guard bytes[index] | 0x20 == UInt8(ascii: "h") || bytes[index] | 0x20 == UInt8(ascii: "w"),
        startsLink(bytes, index)
      else {
        index += 1
        continue
      }
      let link = bytes[index...].prefix { $0 > 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x3C && $0 != 0x3E }
      links.append(index..<link.endIndex)
      index = link.endIndex
    }
    return links
  }

  private static let beginnings = ["http://", "https://", "www."].map { Array($0.utf8) }

  private static func startsLink(_ bytes: [UInt8], _ index: Int) -> Bool {
    beginnings.contains { beginning in
      guard index + beginning.count < bytes.count else { return false }
      for offset in beginning.indices
      where bytes[index + offset] | (beginning[offset] > 0x60 ? 0x20 : 0) != beginning[offset] {
        return false
      }
      return bytes[index + beginning.count] > 0x20
    }
  }
}
