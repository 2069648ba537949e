import Rules
import Text

/// A line that should be a post: read or refused with a reason.
struct PostTarget: FuzzTarget {
  static let name = "posts"

  static func run(_ bytes: [UInt8]) {
    _ = try? JSONParser.parse(bytes, in: bytes.indices)
    do {
      let post = try PostReader().read(bytes, in: bytes.indices)
      expect(!post.id.text.isEmpty, "a post without a name")
    } catch {
      expect(!"\(error)".isEmpty, "refused without a reason")
    }
  }
}
