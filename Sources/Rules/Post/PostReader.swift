public import Text

/// Reads one post from one JSON line, as the contract on lines has it.
///
/// What makes a line unusable is thrown with its reason; an optional member of the wrong type counts as missing and is
/// named in the post's `warnings`, and so is every unknown member unless `keeping` lists it.
public struct PostReader: Sendable {
  /// Longest text, in bytes of UTF-8.
  public static let longestText = 1 << 20
  /// Longest id or source, in bytes of UTF-8: what a database index can hold with room to spare.
  public static let longestID = 1024

  private let keeping: Set<String>
  private let namesUnknown: Bool

  /// A reader that keeps the unknown members called `keeping` (the settings' `keep:`).
  public init(keeping: Set<String> = []) { self.init(keeping: keeping, namesUnknown: true) }

  /// The same; without `namesUnknown` unknown members are left out silently: in a stored document they are those that
  /// were kept.
  package init(keeping: Set<String>, namesUnknown: Bool) {
    self.keeping = keeping
    self.namesUnknown = namesUnknown
  }

  /// The post in `range` of `bytes`.
  package func read(_ bytes: [UInt8], in range: Range<Int>) throws(PostRefusal) -> Post {
    do {
      let (json, substitutions) = try JSONParser.parse(bytes, in: range)
      var post = try read(json)
      post.hadNUL = substitutions.contains(.nul)
      post.hadLoneSurrogate = substitutions.contains(.loneSurrogate)
      if post.hadNUL { post.warnings.append("NUL was replaced by U+FFFD") }
      if post.hadLoneSurrogate { post.warnings.append("a lone surrogate was replaced by U+FFFD") }
      return post
    } catch let error as JSONError {
      throw PostRefusal(id: nil, reason: error.description)
    } catch let error as PostRefusal {
      throw error
    } catch {
      throw PostRefusal(id: nil, reason: "\(error)")
    }
  }

  /// The post that `line` holds.
  public func read(_ line: String) throws(PostRefusal) -> Post {
    let bytes = Array(line.utf8)
    return try read(bytes, in: 0..<bytes.count)
  }

  /// The post that `json` is.
  public func read(_ json: JSON) throws(PostRefusal) -> Post {
    guard case .object(let members) = json else { throw PostRefusal(id: nil, reason: "\(json.kind), not an object") }
    let id = try Self.id(json["id"])
    var post = Post(id: id, text: "")
    var fields = MemberReader()
    var text: JSON?
    for member in members {
      switch member.name {
      case "id": break
      case "text": text = member.value
      default: if !fields.read(member, into: &post) { unknown(member, &fields, &post) }
      }
    }
    if let text {
      guard let string = text.string else { throw PostRefusal(id: id, reason: "`text` is \(text.kind), not a string") }
      post.text = string
    } else if post.attachments.isEmpty && (post.operation == .create || post.operation == .edit) {
      throw PostRefusal(id: id, reason: "no `text` and no attachment")
    }
    guard post.text.utf8.count <= Self.longestText, (post.title?.utf8.count ?? 0) <= Self.longestText else {
      throw PostRefusal(id: id, reason: "a text over 1 MiB")
    }
    post.warnings = fields.warnings
    return post
  }

  private func unknown(_ member: JSON.Member, _ fields: inout MemberReader, _ post: inout Post) {
    if keeping.contains(member.name) {
      post.kept.append(member)
    } else if namesUnknown {
      fields.warn(UnknownMember.warning(String(member.name.prefix(60))))
    }
  }

  private static func id(_ value: JSON?) throws(PostRefusal) -> PostID {
    switch value {
    case nil: throw PostRefusal(id: nil, reason: "no `id`")
    case .string(let text):
      guard !text.isEmpty else { throw PostRefusal(id: nil, reason: "an empty `id`") }
      guard text.utf8.count <= longestID else { throw PostRefusal(id: nil, reason: "an `id` over \(longestID) bytes") }
      return PostID(text)
    case .number(let digits)
    where digits.utf8.allSatisfy({ $0 == 0x2D || $0 &- 48 < 10 }) && digits.utf8.count <= longestID:
      return PostID(digits, isNumber: true)
    case .some(let other): throw PostRefusal(id: nil, reason: "`id` is \(other.kind), neither a string nor an integer")
    }
  }
}

/// Why a line is not a post.
public struct PostRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  /// The post's id where it could be read.
  public var id: PostID?
  /// The reason, one clause.
  public var reason: String

  /// A refusal for `reason`.
  public init(id: PostID?, reason: String) {
    self.id = id
    self.reason = reason
  }

  /// The reason.
  public var description: String { reason }
}
