/// Links of a post: the platform's and those found in the text.
enum Links {
  /// How many different ones there are.
  static func count(of post: Post) -> Int {
    let found = inText(post.text) + (post.title.map(inText) ?? [])
    return post.links.isEmpty && found.isEmpty ? 0 : Set(post.links + found).count
  }

  /// What begins with `http://`, `https://` or `www.` in `text`, up to a blank or a character that no URL has.
  static func inText(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    var links: [String] = []
    var index = 0
    while index < bytes.count {
      guard bytes[index] | 0x20 == UInt8(ascii: "h") || bytes[index] | 0x20 == UInt8(ascii: "w"),
        startsLink(bytes, index)
      else {
        index += 1
        continue
      }
      let link = bytes[index...].prefix { $0 > 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x3C && $0 != 0x3E }
      links.append(String(decoding: link, as: UTF8.self))
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
